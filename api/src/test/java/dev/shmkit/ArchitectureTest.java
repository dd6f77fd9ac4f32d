package dev.shmkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.util.Set;
import java.util.stream.Collectors;

@AnalyzeClasses(packages = "dev.shmkit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> JNA = resideInAPackage("com.sun.jna..");

    @ArchTest
    static final ArchRule JNA_ONLY_IN_POSIX = noClasses()
            .that()
            .resideOutsideOfPackage("dev.shmkit.internal.posix")
            .and(DescribedPredicate.not(type(SharedMemory.class)))
            .should()
            .dependOnClassesThat(JNA);

    @ArchTest
    static final ArchRule NO_MONITORING_IN_HERE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.management..", "java.lang.management..", "jdk.jfr..", "dev.shmkit.jmx..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.shmkit.internal.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule LAYERS = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.shmkit..")
            .layer("public")
            .definedBy("dev.shmkit")
            .layer("host")
            .definedBy("dev.shmkit.host", "dev.shmkit.internal.host")
            .layer("region")
            .definedBy("dev.shmkit.internal.region")
            .layer("lock")
            .definedBy("dev.shmkit.internal.lock")
            .layer("mutex")
            .definedBy("dev.shmkit.internal.mutex")
            .layer("memory")
            .definedBy("dev.shmkit.internal.memory")
            .layer("posix")
            .definedBy("dev.shmkit.internal.posix")
            .layer("machine")
            .definedBy("dev.shmkit.internal.machine")
            .whereLayer("region")
            .mayOnlyBeAccessedByLayers("public", "host")
            .whereLayer("lock")
            .mayOnlyBeAccessedByLayers("public", "host")
            .whereLayer("mutex")
            .mayOnlyBeAccessedByLayers("public", "host", "region", "lock")
            .whereLayer("memory")
            .mayOnlyBeAccessedByLayers("public", "region", "lock", "mutex")
            .whereLayer("machine")
            .mayOnlyBeAccessedByLayers("posix");

    @ArchTest
    static final ArchRule ONE_WAY_TO_THE_PUBLIC_API = noClasses()
            .that()
            .resideInAnyPackage("dev.shmkit.internal.posix", "dev.shmkit.internal.memory", "dev.shmkit.internal.proc")
            .should()
            .dependOnClassesThat(type(SharedMemory.class).or(type(ScopedLock.class)));

    @ArchTest
    static final ArchRule EXCEPTIONS_HAVE_ONE_ROOT = classes()
            .that()
            .resideInAPackage("dev.shmkit")
            .and()
            .areAssignableTo(Throwable.class)
            .should()
            .beAssignableTo(ShmException.class);

    @ArchTest
    static void shouldShowJnaToUsersOnlyInPointer(JavaClasses classes) {
        Set<String> showing = classes.get(SharedMemory.class).getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(method -> JNA.test(method.getRawReturnType())
                        || method.getRawParameterTypes().stream().anyMatch(JNA))
                .map(method -> method.getName())
                .collect(Collectors.toSet());
        assertThat(showing).containsExactly("pointer");
        Set<String> callers = classes.get(SharedMemory.class).getAccessesFromSelf().stream()
                .filter(access -> JNA.test(access.getTargetOwner()))
                .map(access -> access.getOrigin().getName())
                .collect(Collectors.toSet());
        assertThat(callers).isEmpty();
    }
}
