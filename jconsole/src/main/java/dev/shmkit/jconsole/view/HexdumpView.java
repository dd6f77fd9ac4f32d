package dev.shmkit.jconsole.view;

import dev.shmkit.jconsole.data.Dump;
import dev.shmkit.jconsole.data.Struct;
import dev.shmkit.jconsole.view.style.Dividers;
import dev.shmkit.jconsole.view.style.Palette;
import java.awt.BorderLayout;
import java.awt.Font;
import java.util.List;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.text.BadLocationException;
import javax.swing.text.DefaultHighlighter.DefaultHighlightPainter;

/**
 * A region's bytes from an offset on, read when somebody asks for them, and the fields of a struct that begins there: each
 * has a colour, in the bytes as in the list of values.
 */
public final class HexdumpView extends JPanel {
    private static final long serialVersionUID = 1;
    private static final Integer[] LENGTHS = {256, 1024, 4096, 65536};
    private static final int GAP = 8;
    private static final double BYTES_SHARE = 0.65;

    /** Fetches bytes and shows them, or what keeps it from that, with {@link #show}. */
    public interface Source {
        /** Returns at once. */
        void read(long offset, int length);
    }

    private final JTextField offset = new JTextField("0", 8);
    private final JComboBox<Integer> lengths = new JComboBox<>(LENGTHS);
    private final JTextField layout = new JTextField(30);
    private final JTextArea text = area("Data");
    private final JTextArea values = area("Values");
    private final transient Source source;

    /** Empty until it is asked to read. */
    public HexdumpView(Source source) {
        super(new BorderLayout());
        this.source = source;
        offset.setToolTipText("Of the first data byte: a number such as 64 or 0x40");
        layout.setToolTipText(
                "<html>A C struct that begins at the offset, such as<br><code>int32 process; uint32 hint; "
                        + "double load[2]; char name[16]</code></html>");
        JButton read = new JButton("Read");
        read.addActionListener(event -> read());
        offset.addActionListener(event -> read());
        lengths.addActionListener(event -> read());
        layout.addActionListener(event -> read());
        JPanel head = new JPanel();
        head.setLayout(new BoxLayout(head, BoxLayout.LINE_AXIS));
        add(head, labelled("Offset", offset), offset, lengths, new JLabel("bytes"), labelled("Layout", layout), layout);
        head.add(read);
        JSplitPane both = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, new JScrollPane(text), new JScrollPane(values));
        Dividers.share(both, BYTES_SHARE);
        add(head, BorderLayout.NORTH);
        add(both, BorderLayout.CENTER);
    }

    private static JTextArea area(String name) {
        JTextArea area = new JTextArea();
        area.setEditable(false);
        area.setWrapStyleWord(true);
        area.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 12));
        area.getAccessibleContext().setAccessibleName(name);
        return area;
    }

    private static JLabel labelled(String label, JTextField field) {
        JLabel shown = new JLabel(label);
        shown.setLabelFor(field);
        return shown;
    }

    private static void add(JPanel head, JComponent... parts) {
        for (JComponent part : parts) {
            head.add(Box.createHorizontalStrut(GAP));
            head.add(part);
        }
        head.add(Box.createHorizontalStrut(GAP));
    }

    /** Asks for the bytes that the fields tell. */
    public void read() {
        try {
            source.read(number(offset.getText().strip()), lengths.getItemAt(lengths.getSelectedIndex()));
        } catch (NumberFormatException e) {
            show("\"%s\" is no offset: a number such as 64 or 0x40 is".formatted(offset.getText()));
        }
    }

    /** Decimal also with leading zeros, which {@link Long#decode} takes for octal. */
    private static long number(String text) {
        return text.matches("0[xX].*") ? Long.decode(text) : Long.parseLong(text);
    }

    /** Shows bytes as text, or a message. */
    public void show(String shown) {
        text.getHighlighter().removeAllHighlights();
        values.getHighlighter().removeAllHighlights();
        text.setText(shown);
        text.setCaretPosition(0);
        values.setText("");
        Dump.parse(shown).ifPresent(this::showFields);
    }

    private void showFields(Dump dump) {
        try {
            Struct struct = Struct.parse(layout.getText());
            List<String> lines = struct.lines(dump.bytes());
            values.setLineWrap(false);
            values.setText(String.join("\n", lines));
            values.setCaretPosition(0);
            int start = 0;
            for (int i = 0; i < lines.size(); i++) {
                DefaultHighlightPainter painter = new DefaultHighlightPainter(Palette.ofField(i));
                Struct.Field field = struct.fields().get(i);
                int end = Math.min(
                        field.offset() + field.sizeBytes(), dump.positions().size());
                for (int k = field.offset(); k < end; k = Dump.lineEnd(k)) {
                    int last = Math.min(Dump.lineEnd(k), end) - 1;
                    int behind = dump.positions().get(last) + Dump.DIGITS;
                    text.getHighlighter().addHighlight(dump.positions().get(k), behind, painter);
                }
                values.getHighlighter().addHighlight(start, start + lines.get(i).length(), painter);
                start += lines.get(i).length() + 1;
            }
        } catch (IllegalArgumentException e) {
            values.setLineWrap(true);
            values.setText(e.getMessage());
            values.setCaretPosition(0);
        } catch (BadLocationException e) {
            throw new IllegalStateException("the text is another by now", e);
        }
    }
}
