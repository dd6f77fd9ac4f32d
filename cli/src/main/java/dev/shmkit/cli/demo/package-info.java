/** {@code shm demo}: two processes, one lock, watched over JMX. */
@NullMarked
package dev.shmkit.cli.demo;

import org.jspecify.annotations.NullMarked;
