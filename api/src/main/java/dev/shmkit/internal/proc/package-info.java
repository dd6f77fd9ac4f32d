/** What /proc tells about processes and threads, see proc(5). */
@NullMarked
package dev.shmkit.internal.proc;

import org.jspecify.annotations.NullMarked;
