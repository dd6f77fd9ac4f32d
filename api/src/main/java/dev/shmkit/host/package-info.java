/** What can be seen of every region on this machine, whichever program made it, without opening any. */
@NullMarked
package dev.shmkit.host;

import org.jspecify.annotations.NullMarked;
