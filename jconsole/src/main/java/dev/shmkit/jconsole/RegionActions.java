package dev.shmkit.jconsole;

import dev.shmkit.jconsole.model.Region;
import dev.shmkit.jconsole.remote.RegionBean;
import dev.shmkit.jconsole.view.Questions;
import java.awt.Component;
import java.util.function.Supplier;
import javax.management.MBeanServerConnection;
import org.jspecify.annotations.Nullable;

/** What changes a region: asks first, does it in the background, says what came of it. */
final class RegionActions {
    private final Component owner;
    private final Supplier<@Nullable MBeanServerConnection> connection;
    private final Runnable changed;

    /** One action on a region's bean. */
    private interface Action {
        String run(RegionBean bean) throws Exception;
    }

    RegionActions(Component owner, Supplier<@Nullable MBeanServerConnection> connection, Runnable changed) {
        this.owner = owner;
        this.connection = connection;
        this.changed = changed;
    }

    void recoverLock(Region region) {
        String question =
                "Take the lock of %s over from a holder that is gone, and free it? The data may be half changed: look at them first. Nothing is done while the holder lives."
                        .formatted(region.key());
        ask(region, "Recover lock", question, RegionBean::recoverLock);
    }

    void unlink(Region region) {
        String question = "Remove the name %s? %s the memory, but nobody can attach to it any more."
                .formatted(region.key(), mappers(region.mappers().size()));
        ask(region, "Unlink", question, bean -> {
            bean.unlink();
            return "The name " + region.key() + " is removed.";
        });
    }

    private static String mappers(int count) {
        return count == 1 ? "1 process maps it and keeps" : count + " processes map it and keep";
    }

    private void ask(Region region, String title, String question, Action action) {
        if (!Questions.agrees(owner, title, question)) {
            return;
        }
        @Nullable MBeanServerConnection now = connection.get();
        if (now == null) {
            Questions.refused(owner, title, "Nothing was done: there is no connection.");
            return;
        }
        Background.run(
                () -> action.run(new RegionBean(now, region)),
                result -> {
                    changed.run();
                    Questions.done(owner, title, result);
                },
                message -> Questions.refused(owner, title, message));
    }
}
