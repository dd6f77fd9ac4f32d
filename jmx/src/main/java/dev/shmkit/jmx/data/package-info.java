/** What MXBeans carry: plain values that every JMX client can read without shmkit, as open types. */
@NullMarked
package dev.shmkit.jmx.data;

import org.jspecify.annotations.NullMarked;
