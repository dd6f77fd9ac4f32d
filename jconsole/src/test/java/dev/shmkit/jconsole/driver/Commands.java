package dev.shmkit.jconsole.driver;

import java.awt.Frame;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.swing.AbstractButton;
import javax.swing.SwingUtilities;

/**
 * Does to the windows of this JVM what standard input says, a command a line.
 *
 * <pre>
 * tab TITLE       brings a tab to the front
 * click TEXT      presses a button
 * type NAME=TEXT  types into the field that this label is for
 * select KEY      selects the row that begins with it
 * node A > B > C  selects a node of the tree of MBeans
 * sort COLUMN     sorts as a click on the column's head does
 * texts           prints all that can be read
 * rows            prints the table
 * paint FILE      writes the window as PNG
 * </pre>
 *
 * Every answer ends with a line "done N", where N counts the commands, and begins with "failed" when it could not be done.
 */
final class Commands {
    private Commands() {}

    /** Returns when the input ends. */
    static void serve() throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        // Not System.out, which JConsole shows in a window of its own.
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        int count = 0;
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String answer = onEventThread(line);
            count++;
            answers.println(answer + (answer.isEmpty() ? "" : "\n") + "done " + count);
        }
    }

    private static String onEventThread(String line) {
        FutureTask<String> task = new FutureTask<>(command(line));
        SwingUtilities.invokeLater(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "failed: interrupted";
        } catch (ExecutionException e) {
            return "failed: " + e.getCause();
        }
    }

    private static Callable<String> command(String line) {
        int space = line.indexOf(' ');
        String verb = space < 0 ? line : line.substring(0, space);
        String rest = space < 0 ? "" : line.substring(space + 1);
        return () -> run(verb, rest);
    }

    private static String run(String verb, String rest) throws IOException {
        switch (verb) {
            case "tab" -> Find.tab(rest);
            case "click" -> {
                AbstractButton button = Find.button(rest);
                // Later: it may open a dialog, which keeps the event thread inside the click until it is answered.
                SwingUtilities.invokeLater(button::doClick);
            }
            case "type" ->
                Find.field(rest.substring(0, rest.indexOf('='))).setText(rest.substring(rest.indexOf('=') + 1));
            case "select" -> Find.select(rest);
            case "node" -> Find.node(List.of(rest.split(" > ", -1)));
            case "sort" -> Find.sort(rest);
            case "texts" -> {
                return String.join("\n", Find.texts());
            }
            case "rows" -> {
                return String.join("\n", Find.rows());
            }
            case "paint" -> Picture.write(frame(), rest);
            default -> throw new IllegalArgumentException("no such command: " + verb);
        }
        return "";
    }

    private static Frame frame() {
        List<Frame> frames =
                Arrays.stream(Frame.getFrames()).filter(Frame::isShowing).toList();
        if (frames.isEmpty()) {
            throw new IllegalStateException("no window yet");
        }
        return frames.get(0);
    }
}
