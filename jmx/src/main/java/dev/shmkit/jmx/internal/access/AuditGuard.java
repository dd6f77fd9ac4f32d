package dev.shmkit.jmx.internal.access;

import java.util.Optional;
import java.util.logging.Level;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the connector audits from being switched off through the connector: the level of the audit log's logger is the
 * machine's affair, whatever role a user has, and a logger above it can be made to tell more, but not less than the audit needs.
 */
final class AuditGuard {
    private static final String LOGGING = "java.util.logging:type=Logging";
    private static final String SWITCH = "setLoggerLevel";

    private AuditGuard() {}

    /**
     * Why a call is not answered; empty when it may be.
     *
     * @param call what {@code invoke} gets: name, operation, values, signature
     */
    static Optional<String> refusal(@Nullable Object[] call) {
        boolean ofALevel = call[0] instanceof ObjectName bean
                && LOGGING.equals(bean.getCanonicalName())
                && SWITCH.equals(call[1])
                && call[2] instanceof Object[] values
                && values.length == 2
                && silences(String.valueOf(values[0]), values[1]);
        return ofALevel
                ? Optional.of("the audit log is not switched through the connector that it audits")
                : Optional.empty();
    }

    private static boolean silences(String logger, @Nullable Object level) {
        if (logger.equals(AuditLog.LOGGER)) {
            return true;
        }
        boolean above = logger.isEmpty() || AuditLog.LOGGER.startsWith(logger + ".");
        return above && !(level instanceof String name && tellsEnough(name));
    }

    private static boolean tellsEnough(String level) {
        try {
            return Level.parse(level).intValue() <= Level.INFO.intValue();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
