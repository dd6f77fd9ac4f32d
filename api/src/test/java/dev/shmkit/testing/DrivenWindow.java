package dev.shmkit.testing;

import java.io.IOException;
import java.util.function.Predicate;

/**
 * A program with windows, on a display of its own, that is told what to do there as a person would do it: by lines on its
 * standard input, one after the other, each answered with lines of which the last one is "done" and a number.
 */
public class DrivenWindow implements AutoCloseable {
    private final XDisplay display = XDisplay.start();
    private final RunningChild child;
    private int commands;

    /**
     * Starts the program, which is to end when its input does.
     *
     * @param consent the button that consents to what it asks for first
     */
    public DrivenWindow(Program program, String consent) throws IOException {
        try {
            child = program.startWith("DISPLAY=" + display.name());
        } catch (IOException | RuntimeException | Error e) {
            display.close();
            throw e;
        }
        try {
            clicks(consent);
        } catch (AssertionError e) {
            try (display;
                    child) {
                throw e;
            }
        }
    }

    /** How to start it. */
    public interface Program {
        /** The variable, for {@code env}, says which display it is to use. */
        RunningChild startWith(String variable) throws IOException;
    }

    /** Gives a command and returns the answer. */
    public final String tell(String command) throws IOException {
        int before = child.output().length();
        child.tell(command);
        commands++;
        String end = "done " + commands + "\n";
        Eventually.until(
                () -> "the program does \"" + command + "\"; it said:\n" + child.output(),
                () -> child.output().indexOf(end, before) >= 0 || !child.alive());
        String answer = child.output().substring(before);
        if (!answer.contains(end)) {
            throw new AssertionError("the program has ended: " + child.output());
        }
        return answer.substring(0, answer.indexOf(end));
    }

    /** Repeats a command until its answer is as wanted, and returns that. */
    public final String await(String command, Predicate<String> wanted) {
        String[] last = {""};
        Eventually.until(() -> command + " is as wanted; it is:\n" + last[0], () -> {
            try {
                last[0] = tell(command);
            } catch (IOException e) {
                throw new AssertionError("the program has ended: " + child.output(), e);
            }
            return wanted.test(last[0]);
        });
        return last[0];
    }

    /** Presses a button as soon as there is one; what that leads to, such as a dialog, comes later. */
    public final void clicks(String text) {
        does("click " + text);
    }

    /** Does something as soon as it can be done. */
    public final void does(String command) {
        // At first there may be what the JVM has to say, before the answer.
        await(command, answer -> answer.lines().noneMatch(line -> line.startsWith("failed")));
    }

    /** Waits until a text can be read somewhere. */
    public final String reads(String text) {
        return await("texts", texts -> texts.contains(text));
    }

    /** Tells it that nothing more will come, and waits for its end. */
    public final ChildJvm.Exit end() throws IOException {
        child.closeInput();
        return child.awaitExit();
    }

    /** Ends it if that was not done, and then the display. */
    @Override
    public final void close() throws IOException {
        try (display;
                child) {
            end();
        }
    }
}
