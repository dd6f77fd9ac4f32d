/** What tests of every module share: unique keys, child JVMs with a deadline, and a look at what a test leaves behind. */
package dev.shmkit.testing;
