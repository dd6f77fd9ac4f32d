package dev.shmkit.snippets;

import jdk.jshell.spi.ExecutionControl;

/** JShell's own control of another JVM, but for the frames of exceptions. */
final class PromptControl implements ExecutionControl {
    private final ExecutionControl jshells;

    PromptControl(ExecutionControl jshells) {
        this.jshells = jshells;
    }

    @Override
    public String invoke(String className, String methodName)
            throws RunException, EngineTerminationException, InternalException {
        try {
            return jshells.invoke(className, methodName);
        } catch (UserException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                cause.setStackTrace(ReadersFrames.of(cause.getStackTrace()));
            }
            throw e;
        }
    }

    @Override
    public void load(ClassBytecodes[] classes)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        jshells.load(classes);
    }

    @Override
    public void redefine(ClassBytecodes[] classes)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        jshells.redefine(classes);
    }

    @Override
    public String varValue(String className, String varName)
            throws RunException, EngineTerminationException, InternalException {
        return jshells.varValue(className, varName);
    }

    @Override
    public void addToClasspath(String path) throws EngineTerminationException, InternalException {
        jshells.addToClasspath(path);
    }

    @Override
    public void stop() throws EngineTerminationException, InternalException {
        jshells.stop();
    }

    @Override
    public Object extensionCommand(String command, Object argument)
            throws RunException, EngineTerminationException, InternalException {
        return jshells.extensionCommand(command, argument);
    }

    @Override
    public void close() {
        jshells.close();
    }
}
