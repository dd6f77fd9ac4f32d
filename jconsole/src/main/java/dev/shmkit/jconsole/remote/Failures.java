package dev.shmkit.jconsole.remote;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanException;
import javax.management.ReflectionException;
import javax.management.RuntimeErrorException;
import javax.management.RuntimeMBeanException;
import javax.management.RuntimeOperationsException;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong into a sentence for people. */
public final class Failures {
    private Failures() {}

    /** What the bean said, without what JMX wraps around it. */
    public static String sentence(Throwable failure) {
        Throwable cause = bean(failure);
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (cause instanceof SecurityException) {
            return "The monitored JVM refuses this to your role: " + message;
        }
        if (cause instanceof InstanceNotFoundException) {
            return "The bean is gone: " + message;
        }
        return cause instanceof IOException ? "The monitored JVM cannot be reached: " + message : message;
    }

    private static Throwable bean(Throwable failure) {
        @Nullable Throwable cause = wraps(failure) ? failure.getCause() : null;
        return cause == null ? failure : bean(cause);
    }

    private static boolean wraps(Throwable failure) {
        return failure instanceof ExecutionException
                || failure instanceof MBeanException
                || failure instanceof RuntimeMBeanException
                || failure instanceof RuntimeOperationsException
                || failure instanceof RuntimeErrorException
                || failure instanceof ReflectionException;
    }
}
