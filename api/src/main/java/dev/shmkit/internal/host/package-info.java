/** Looking at all regions and all processes of the machine, behind {@link dev.shmkit.host.HostRegions}. */
@NullMarked
package dev.shmkit.internal.host;

import org.jspecify.annotations.NullMarked;
