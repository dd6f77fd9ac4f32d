/**
 * Named shared memory regions with a lock inside, shared with C++ ({@code geopm::SharedMemory}, byte for byte), C, Python
 * and other JVMs.
 *
 * <p>Start at {@link dev.shmkit.SharedMemory}. Words used throughout: a <em>region</em> is a file in memory that several
 * processes map; its <em>key</em> is the name they agree on; the <em>owner</em> created it, a <em>user</em> attached to
 * it; <em>close</em> ends this process's mapping, <em>unlink</em> removes the name.
 */
@NullMarked
package dev.shmkit;

import org.jspecify.annotations.NullMarked;
