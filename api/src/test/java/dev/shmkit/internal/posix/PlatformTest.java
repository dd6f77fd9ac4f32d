package dev.shmkit.internal.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({"Linux,amd64", "Linux,x86_64", "linux,aarch64"})
    void shouldRunOnLinuxOnBothArchitectures(String name, String architecture) {
        assertThat(Platform.unsupported(name, architecture)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Mac OS X,aarch64",
        "Windows 11,amd64",
        "Linux,riscv64",
        "Linux,i386",
        "Linux,arm",
        "SunOS,x86_64",
        "'',''"
    })
    void shouldNameTheSystemThatItDoesNotRunOn(String name, String architecture) {
        assertThat(Platform.unsupported(name, architecture))
                .isEqualTo("shmkit runs on Linux with glibc on x86-64 or aarch64, not on " + name + " " + architecture
                        + "; run it on such a machine, or in a container on one");
    }

    @Test
    void shouldNameTheLibraryThatIsMissingWhenLinuxHasAnotherCLibrary() {
        LinkageError unresolved = new UnsatisfiedLinkError(
                "Error looking up function 'gnu_get_libc_version': Symbol not found: gnu_get_libc_version");
        assertThat(Platform.nativeLibraryProblem(unresolved))
                .isEqualTo(
                        "shmkit needs glibc, and this C library is another one; run it on a system with glibc, as Debian and Fedora are and Alpine is not");
    }

    @Test
    void shouldNameTheVersionThatIsNeededWhenAFunctionIsMissing() {
        LinkageError unresolved =
                new UnsatisfiedLinkError("Error looking up function 'gettid': undefined symbol: gettid");
        assertThat(Platform.nativeLibraryProblem(unresolved))
                .startsWith("shmkit needs glibc 2.30 or newer")
                .contains("gettid");
    }

    @Test
    void shouldNameTheOptionWhenTheTempDirectoryDoesNotLetLibrariesLoad() {
        LinkageError noexec = new UnsatisfiedLinkError(
                "/tmp/jna123.tmp: failed to map segment from shared object\nand more that nobody reads");
        assertThat(Platform.nativeLibraryProblem(noexec))
                .contains("failed to map segment from shared object", "noexec", "-Djna.tmpdir=DIR")
                .doesNotContain("nobody reads");
        assertThat(Platform.nativeLibraryProblem(new NoClassDefFoundError()))
                .contains("(java.lang.NoClassDefFoundError)", "-Djna.tmpdir=DIR");
    }

    /** As with {@code --illegal-native-access=deny}, and after a program's own use of JNA that was refused. */
    @Test
    void shouldNameTheOptionWhenTheJvmRefusesNativeAccess() {
        String refusal = "Illegal native access from an unnamed module (file:/jna.jar)";
        LinkageError first = new ExceptionInInitializerError(new IllegalCallerException(refusal));
        NoClassDefFoundError again = new NoClassDefFoundError("Could not initialize class com.sun.jna.Native");
        again.initCause(new ExceptionInInitializerError(
                "Exception java.lang.IllegalCallerException: " + refusal + " [in thread \"main\"]"));
        assertThat(Platform.nativeLibraryProblem(first))
                .contains(refusal, "--enable-native-access=ALL-UNNAMED")
                .doesNotContain("null", "tmpdir");
        assertThat(Platform.nativeLibraryProblem(again))
                .contains("--enable-native-access=ALL-UNNAMED")
                .doesNotContain("tmpdir");
    }

    @Test
    void shouldNameTheJarWhenJnaIsMissing() {
        LinkageError missing = new NoClassDefFoundError("com/sun/jna/NativeLibrary");
        missing.initCause(new ClassNotFoundException("com.sun.jna.NativeLibrary"));
        assertThat(Platform.nativeLibraryProblem(missing))
                .contains("com/sun/jna/NativeLibrary", "net.java.dev.jna:jna")
                .doesNotContain("tmpdir");
    }

    @Test
    void shouldLetThisSystemPass() {
        assertThatCode(() -> Platform.require("/demo", "create")).doesNotThrowAnyException();
    }
}
