package dev.shmkit.jmx.internal.describe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What JConsole says about an attribute, an operation, a parameter or a whole bean. Applied by {@link DescribedMBean}. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
public @interface Describe {
    /** The text, with the unit where there is one; programs read it from {@link Units}. */
    String value();

    /** A parameter's name. */
    String name() default "";

    /** Whether an operation changes something. */
    boolean changes() default false;
}
