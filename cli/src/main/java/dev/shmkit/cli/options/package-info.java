/** Values of options as people write them. */
@NullMarked
package dev.shmkit.cli.options;

import org.jspecify.annotations.NullMarked;
