/** Files of users and of secrets, which others than their owner must not change. */
@NullMarked
package dev.shmkit.jmx.internal.files;

import org.jspecify.annotations.NullMarked;
