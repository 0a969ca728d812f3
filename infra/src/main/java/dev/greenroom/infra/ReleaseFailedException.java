package dev.greenroom.infra;

import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.StackFailedException;
import java.util.List;

/** A release that didn't start in its slot; says what ECS saw of it and what it logged last. */
public final class ReleaseFailedException extends DeploymentException {
    private static final long serialVersionUID = 1;
    private static final int WIDTH = 1000;

    private final Slot slot;
    private final transient Image image;
    private final transient List<StoppedTask> tasks;
    private final transient List<String> logLines;

    ReleaseFailedException(
            String environment,
            Slot slot,
            Image image,
            List<StoppedTask> tasks,
            List<String> logLines,
            StackFailedException cause) {
        super(message(environment, slot, image, tasks, logLines, cause), cause);
        this.slot = slot;
        this.image = image;
        this.tasks = List.copyOf(tasks);
        this.logLines = List.copyOf(logLines);
    }

    public Slot slot() {
        return slot;
    }

    public Image image() {
        return image;
    }

    /** The last ones first. */
    public List<StoppedTask> tasks() {
        return tasks;
    }

    /** What the last task that failed logged at its end. */
    public List<String> logLines() {
        return logLines;
    }

    private static String message(
            String environment,
            Slot slot,
            Image image,
            List<StoppedTask> tasks,
            List<String> logLines,
            StackFailedException cause) {
        var message = new StringBuilder("Tried to deploy %s to slot %s of %s but its tasks did not stay up: %s\n"
                .formatted(image, slot, environment, cause.reason()));
        tasks.forEach(task -> message.append("  task %s: %s\n".formatted(task.id(), task.reason())));
        if (logLines.isEmpty()) {
            message.append("It logged nothing.");
        } else {
            message.append("Its last log lines:");
            logLines.forEach(line -> message.append("\n  %s".formatted(shorten(line))));
        }
        return message.toString();
    }

    private static String shorten(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH) + "...";
    }
}
