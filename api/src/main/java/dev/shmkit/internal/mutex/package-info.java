/** glibc's mutex as it lies in memory: its words, how they change, and what they tell without taking the lock. */
@NullMarked
package dev.shmkit.internal.mutex;

import org.jspecify.annotations.NullMarked;
