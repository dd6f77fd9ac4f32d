/** What a failed system call says, and the exception that a user sees of it. */
@NullMarked
package dev.shmkit.internal.errno;

import org.jspecify.annotations.NullMarked;
