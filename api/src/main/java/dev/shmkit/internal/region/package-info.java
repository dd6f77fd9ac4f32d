/** How a region is named, laid out, created, attached, mapped and forgotten. */
@NullMarked
package dev.shmkit.internal.region;

import org.jspecify.annotations.NullMarked;
