package dev.shmkit.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which module may know which: dsl → api ← jmx, and cli → all of them. */
@AnalyzeClasses(packages = "dev.shmkit", importOptions = ImportOption.DoNotIncludeTests.class)
class ModulesTest {
    @ArchTest
    static final ArchRule API_KNOWS_NOBODY = noClasses()
            .that()
            .resideInAnyPackage("dev.shmkit", "dev.shmkit.host..", "dev.shmkit.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.shmkit.dsl..", "dev.shmkit.jmx..", "dev.shmkit.cli..", "kotlin..");

    @ArchTest
    static final ArchRule DSL_AND_JMX_KNOW_ONLY_THE_API =
            slices().matching("dev.shmkit.(dsl|jmx)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_COMMAND_LINE = noClasses()
            .that()
            .resideInAnyPackage("dev.shmkit.dsl..", "dev.shmkit.jmx..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.shmkit.cli..");

    @ArchTest
    static final ArchRule JNA_STAYS_IN_POSIX = noClasses()
            .that()
            .resideInAnyPackage("dev.shmkit.dsl..", "dev.shmkit.jmx..", "dev.shmkit.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.jna..");

    @ArchTest
    static final ArchRule DISPLAYS_KNOW_NO_VERBS = noClasses()
            .that()
            .resideInAnyPackage("dev.shmkit.dsl.display..", "dev.shmkit.dsl.layout..", "dev.shmkit.dsl.watch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.shmkit.dsl");

    @ArchTest
    static final ArchRule ONE_CLASS_KNOWS_THE_CHARTS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.shmkit.dsl.watch.Charts")
            .and()
            .resideOutsideOfPackage("dev.shmkit.jconsole..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.knowm..", "de.erichseifert..", "java.awt..", "javax.swing..");

    /** Its jar is loaded by JConsole, without the others. */
    @ArchTest
    static final ArchRule THE_TAB_STANDS_ALONE = slices().matching("dev.shmkit.(jconsole|dsl|jmx|cli)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    JavaClass.Predicates.resideInAPackage("dev.shmkit.cli.."), DescribedPredicate.alwaysTrue());

    /** Of layouts, what users see and what they do not are one idea, in two packages. */
    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("dev.shmkit.(*).(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(
                    JavaClass.Predicates.resideInAPackage("dev.shmkit.dsl.layout.internal"),
                    JavaClass.Predicates.resideInAPackage("dev.shmkit.dsl.layout"));
}
