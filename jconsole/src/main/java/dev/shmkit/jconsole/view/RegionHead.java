package dev.shmkit.jconsole.view;

import dev.shmkit.jconsole.model.LockStatus;
import dev.shmkit.jconsole.model.LockThread;
import dev.shmkit.jconsole.model.Mapper;
import dev.shmkit.jconsole.model.Region;
import dev.shmkit.jconsole.model.Waiter;
import dev.shmkit.jconsole.view.style.Tips;
import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.GridLayout;
import java.util.List;
import java.util.stream.Collectors;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import org.jspecify.annotations.Nullable;

/** The selected region in words, and the buttons that change it. */
public final class RegionHead extends JPanel {
    private static final long serialVersionUID = 1;

    private final JLabel title = Tips.plain(new JLabel(" "));
    private final JLabel lock = Tips.plain(new JLabel(" "));
    private final JLabel mapped = Tips.plain(new JLabel(" "));
    private final JButton recover = new JButton("Recover lock\u2026");
    private final JButton unlink = new JButton("Unlink\u2026");

    /** With what the buttons do. */
    public RegionHead(Runnable recoverLock, Runnable unlinkName) {
        super(new BorderLayout(8, 0));
        setBorder(BorderFactory.createEmptyBorder(8, 8, 8, 8));
        title.setFont(title.getFont().deriveFont(Font.BOLD, 14f));
        recover.addActionListener(event -> recoverLock.run());
        recover.setToolTipText("Frees a lock whose holder is gone");
        unlink.addActionListener(event -> unlinkName.run());
        unlink.setToolTipText("Removes the region's name; processes that map it keep it");
        JPanel texts = new JPanel(new GridLayout(3, 1, 0, 2));
        for (JLabel label : List.of(lock, mapped)) {
            label.setFont(label.getFont().deriveFont(Font.PLAIN));
        }
        texts.add(title);
        texts.add(lock);
        texts.add(mapped);
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING, 8, 0));
        buttons.add(recover);
        buttons.add(unlink);
        add(texts, BorderLayout.CENTER);
        add(buttons, BorderLayout.EAST);
        show(null);
    }

    /** Shows a region, or that none is selected. */
    public void show(@Nullable Region region) {
        boolean some = region != null;
        unlink.setEnabled(some);
        recover.setEnabled(region != null && region.lock() != LockStatus.FREE && region.lock() != LockStatus.NONE);
        title.setText(region == null ? "No region is selected" : region.key());
        tell(lock, region == null ? " " : lock(region) + waiters(region.waiters()));
        tell(mapped, region == null ? " " : mappers(region.mappers()));
    }

    private static void tell(JLabel label, String text) {
        label.setText(text);
        label.setToolTipText(Tips.text(text.strip()));
    }

    private static String lock(Region region) {
        @Nullable LockThread holder = region.holder();
        return switch (region.lock()) {
            case FREE -> "The lock is free";
            case HELD -> "Held by " + (holder == null ? "somebody" : holder);
            case ABANDONED -> "Abandoned: its holder" + (holder == null ? "" : ", " + holder + ",") + " is gone";
            case UNKNOWN -> "The lock's state cannot be told";
            case NONE -> "A raw region: it has no lock";
        };
    }

    private static String waiters(List<Waiter> waiters) {
        return waiters.isEmpty() ? "" : ", wanted by " + join(waiters);
    }

    private static String mappers(List<Mapper> mappers) {
        return mappers.isEmpty() ? "No process is seen to map it" : "Mapped by " + join(mappers);
    }

    private static String join(List<?> things) {
        return things.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
