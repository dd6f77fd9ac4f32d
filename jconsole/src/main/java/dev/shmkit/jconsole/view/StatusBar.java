package dev.shmkit.jconsole.view;

import dev.shmkit.jconsole.model.HostLook;
import dev.shmkit.jconsole.view.style.Palette;
import dev.shmkit.jconsole.view.style.Tips;
import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.awt.Font;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;

/** Above the table: the machine in one line, deadlocks in red, and the field that filters. */
public final class StatusBar extends JPanel {
    private static final long serialVersionUID = 1;

    private final JLabel summary = Tips.plain(new JLabel("Looking\u2026"));
    private final JLabel deadlocks = Tips.plain(new JLabel());

    /** Tells the filter's text whenever it changes. */
    public StatusBar(Consumer<String> filter) {
        super(new BorderLayout(12, 2));
        setBorder(BorderFactory.createEmptyBorder(6, 8, 6, 8));
        JTextField field = new JTextField(12);
        JLabel label = new JLabel("Filter");
        label.setLabelFor(field);
        field.setToolTipText("Part of a key, owner, process, thread or state");
        field.getDocument().addDocumentListener(new DocumentListener() {
            @Override
            public void insertUpdate(DocumentEvent event) {
                filter.accept(field.getText());
            }

            @Override
            public void removeUpdate(DocumentEvent event) {
                filter.accept(field.getText());
            }

            @Override
            public void changedUpdate(DocumentEvent event) {
                filter.accept(field.getText());
            }
        });
        JPanel search = new JPanel(new FlowLayout(FlowLayout.TRAILING, 6, 0));
        search.add(label);
        search.add(field);
        deadlocks.setForeground(Palette.ALARM);
        deadlocks.setFont(deadlocks.getFont().deriveFont(Font.BOLD));
        deadlocks.setVisible(false);
        add(summary, BorderLayout.CENTER);
        add(search, BorderLayout.EAST);
        add(deadlocks, BorderLayout.SOUTH);
    }

    /** Sums a look up. */
    public void show(HostLook look) {
        summary.setForeground(Palette.INK);
        summary.setText(look.summary());
        summary.setToolTipText(look.summary());
        List<String> found = look.deadlocks();
        deadlocks.setVisible(!found.isEmpty());
        deadlocks.setText("Deadlock: " + String.join("; and: ", found));
        deadlocks.setToolTipText(Tips.text(String.join("\n", found)));
    }

    /** Says that the picture is not fresh, and why. */
    public void warn(String text) {
        summary.setForeground(Palette.ALARM);
        summary.setText(text);
    }
}
