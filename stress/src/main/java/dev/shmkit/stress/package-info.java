/**
 * Small concurrent programs around one region's lock, run millions of times by jcstress, which says which outcomes it saw. The
 * lock's fast path is plain Java, so what it promises inside one JVM is tried like any other Java lock.
 *
 * <p>The build runs them in one mode of compilation. All of jcstress's modes, some minutes: with the class path of this module,
 * {@code java org.openjdk.jcstress.Main -t dev.shmkit.stress -jvmArgsPrepend --enable-native-access=ALL-UNNAMED}.
 */
@NullMarked
package dev.shmkit.stress;

import org.jspecify.annotations.NullMarked;
