/** What commands that list regions share: looks at the machine, and what is hidden from them. */
@NullMarked
package dev.shmkit.cli.look;

import org.jspecify.annotations.NullMarked;
