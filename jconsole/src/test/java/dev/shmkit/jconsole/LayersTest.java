package dev.shmkit.jconsole;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Data flows one way: remote reads, model and data think, view paints; the jar needs nothing but the JDK. */
@AnalyzeClasses(packages = "dev.shmkit.jconsole", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule THE_MODEL_IS_PURE = noClasses()
            .that()
            .resideInAnyPackage("..model..", "..data..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..remote..", "..view..", "javax..", "java.awt..", "com.sun..");

    @ArchTest
    static final ArchRule READING_PAINTS_NOTHING = noClasses()
            .that()
            .resideInAPackage("..remote..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..view..", "javax.swing..", "java.awt..", "com.sun..");

    @ArchTest
    static final ArchRule PAINTING_READS_NOTHING = noClasses()
            .that()
            .resideInAPackage("..view..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..remote..", "javax.management..", "com.sun..");

    @ArchTest
    static final ArchRule THE_PICTURES_SHARE_ONLY_THE_STYLE = slices().matching(
                    "..jconsole.view.(graph|table|timeline)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.shmkit.jconsole.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_JAR_IS_ENOUGH = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.shmkit.jconsole..", "java..", "javax..", "com.sun.tools.jconsole..", "org.jspecify..");
}
