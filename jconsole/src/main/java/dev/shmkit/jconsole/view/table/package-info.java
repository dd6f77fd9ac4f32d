/** All regions, a row each. */
@NullMarked
package dev.shmkit.jconsole.view.table;

import org.jspecify.annotations.NullMarked;
