package dev.shmkit.jmx.internal.describe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import javax.management.DescriptorKey;

/**
 * The unit of an attribute or a parameter, for programs: JMX itself puts it into the descriptor's field {@code units}, where
 * monitors look for it. What is no quantity, as a process number, has none.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface Units {
    String BYTES = "bytes";
    String NANOSECONDS = "ns";
    String MILLISECONDS = "ms";
    String PERCENT = "percent";
    String REGIONS = "regions";
    String LOCKS = "locks";
    String THREADS = "threads";
    String PROCESSES = "processes";
    String DIRECTORIES = "directories";
    String ACQUISITIONS = "acquisitions";
    String WAITS = "waits";

    /** One of the constants above. */
    @DescriptorKey("units")
    String value();
}
