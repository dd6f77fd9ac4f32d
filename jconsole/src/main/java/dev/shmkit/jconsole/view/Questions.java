package dev.shmkit.jconsole.view;

import java.awt.Component;
import javax.swing.JOptionPane;
import javax.swing.JTextArea;

/** Dialogs. Their texts are shown as they are, wrapped. */
public final class Questions {
    private static final int COLUMNS = 46;
    private static final int ROWS = 4;

    private Questions() {}

    /** Asks; the button that agrees is called like the action, and the other one is the default. */
    public static boolean agrees(Component owner, String action, String question) {
        Object[] answers = {action, "Cancel"};
        return JOptionPane.showOptionDialog(
                        owner,
                        text(question),
                        action,
                        JOptionPane.YES_NO_OPTION,
                        JOptionPane.WARNING_MESSAGE,
                        null,
                        answers,
                        answers[1])
                == 0;
    }

    /** Says what was done. */
    public static void done(Component owner, String action, String result) {
        JOptionPane.showMessageDialog(owner, text(result), action, JOptionPane.INFORMATION_MESSAGE);
    }

    /** Says why nothing was done. */
    public static void refused(Component owner, String action, String message) {
        JOptionPane.showMessageDialog(owner, text(message), action + " failed", JOptionPane.ERROR_MESSAGE);
    }

    private static Component text(String message) {
        JTextArea area = new JTextArea(message, ROWS, COLUMNS);
        area.setLineWrap(true);
        area.setWrapStyleWord(true);
        area.setEditable(false);
        area.setOpaque(false);
        return area;
    }
}
