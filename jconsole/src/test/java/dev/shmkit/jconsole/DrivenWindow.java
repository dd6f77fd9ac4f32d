package dev.shmkit.jconsole;

import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.util.function.Predicate;

/** A program with windows, on a display of its own, that is told what to do there as a person would do it. */
class DrivenWindow implements AutoCloseable {
    private final RunningChild child;
    private int commands;

    DrivenWindow(RunningChild child) {
        this.child = child;
    }

    /** Gives a command and returns the answer; see {@link dev.shmkit.jconsole.driver.JConsoleDriver}. */
    String tell(String command) throws IOException {
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
    String await(String command, Predicate<String> wanted) {
        String[] last = {""};
        Eventually.until(() -> command + " is as wanted; it is:\n" + last[0], () -> {
            try {
                last[0] = tell(command);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return wanted.test(last[0]);
        });
        return last[0];
    }

    /** Presses a button as soon as there is one; what that leads to, such as a dialog, comes later. */
    void clicks(String text) {
        does("click " + text);
    }

    /** Does something as soon as it can be done. */
    void does(String command) {
        await(command, answer -> !answer.startsWith("failed"));
    }

    /** Waits until a text can be read somewhere. */
    String reads(String text) {
        return await("texts", texts -> texts.contains(text));
    }

    /** Lets it end by itself, so that xvfb-run can end the display and remove its files. */
    @Override
    public void close() throws IOException {
        try {
            child.closeInput();
            child.awaitExit();
        } finally {
            child.close();
        }
    }
}
