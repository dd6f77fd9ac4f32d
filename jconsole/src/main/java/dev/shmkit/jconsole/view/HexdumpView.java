package dev.shmkit.jconsole.view;

import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.awt.Font;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;

/** A region's bytes from an offset on, read when somebody asks for them. */
public final class HexdumpView extends JPanel {
    private static final long serialVersionUID = 1;
    private static final Integer[] LENGTHS = {256, 1024, 4096, 65536};

    /** Fetches bytes and shows them, or what keeps it from that, with {@link #show}. */
    public interface Source {
        /** Returns at once. */
        void read(long offset, int length);
    }

    private final JTextField offset = new JTextField("0", 10);
    private final JComboBox<Integer> lengths = new JComboBox<>(LENGTHS);
    private final JTextArea text = new JTextArea();
    private final transient Source source;

    /** Empty until it is asked to read. */
    public HexdumpView(Source source) {
        super(new BorderLayout());
        this.source = source;
        JLabel offsetLabel = new JLabel("Offset");
        offsetLabel.setLabelFor(offset);
        offset.setToolTipText("Of the first data byte: a number such as 64 or 0x40");
        JButton read = new JButton("Read");
        read.addActionListener(event -> read());
        offset.addActionListener(event -> read());
        lengths.addActionListener(event -> read());
        JPanel head = new JPanel(new FlowLayout(FlowLayout.LEADING, 8, 4));
        head.add(offsetLabel);
        head.add(offset);
        head.add(lengths);
        head.add(new JLabel("bytes"));
        head.add(read);
        text.setEditable(false);
        text.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 12));
        text.getAccessibleContext().setAccessibleName("Data");
        add(head, BorderLayout.NORTH);
        add(new JScrollPane(text), BorderLayout.CENTER);
    }

    /** Asks for the bytes that the fields tell. */
    public void read() {
        try {
            source.read(Long.decode(offset.getText().strip()), lengths.getItemAt(lengths.getSelectedIndex()));
        } catch (NumberFormatException e) {
            show("\"%s\" is no offset: a number such as 64 or 0x40 is".formatted(offset.getText()));
        }
    }

    /** Shows bytes as text, or a message. */
    public void show(String shown) {
        text.setText(shown);
        text.setCaretPosition(0);
    }
}
