package dev.shmkit.jconsole.view;

import dev.shmkit.jconsole.view.style.Tips;
import java.awt.BorderLayout;
import java.awt.Font;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextArea;

/** Shown while there is nothing to see: what is wrong and what to do. */
public final class AdviceView extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int MARGIN = 24;

    private final JLabel problem = Tips.plain(new JLabel());
    private final JTextArea advice = new JTextArea();

    /** Empty until it is told what to say. */
    public AdviceView() {
        super(new BorderLayout(0, 12));
        setBorder(BorderFactory.createEmptyBorder(MARGIN, MARGIN, MARGIN, MARGIN));
        problem.setFont(problem.getFont().deriveFont(Font.BOLD, 16f));
        advice.setEditable(false);
        advice.setOpaque(false);
        advice.setLineWrap(true);
        advice.setWrapStyleWord(true);
        advice.setFont(problem.getFont().deriveFont(Font.PLAIN, 13f));
        add(problem, BorderLayout.NORTH);
        add(advice, BorderLayout.CENTER);
    }

    /** Says it. */
    public void show(String what, String todo) {
        problem.setText(what);
        if (!advice.getText().equals(todo)) {
            advice.setText(todo);
        }
    }
}
