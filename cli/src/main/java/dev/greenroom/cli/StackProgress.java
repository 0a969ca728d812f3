package dev.greenroom.cli;

import dev.greenroom.cli.progress.Progress;
import dev.greenroom.infra.stacks.StackAction;
import dev.greenroom.infra.stacks.StackEvent;
import dev.greenroom.infra.stacks.StackListener;
import dev.greenroom.infra.stacks.StackOutcome;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Shows each stack as a step, and below it each of its resources while something happens to them. */
final class StackProgress implements StackListener {
    private final Progress progress;
    private final Map<String, Progress.Step> stacks = new ConcurrentHashMap<>();
    private final Map<String, Progress.Step> waits = new ConcurrentHashMap<>();
    private final Map<String, Progress.Step> resources = new ConcurrentHashMap<>();

    StackProgress(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void started(String stack, StackAction action) {
        stacks.put(stack, progress.begin("%s stack %s".formatted(capitalised(action.verb()), stack)));
    }

    @Override
    public void happened(StackEvent event) {
        Progress.Step stack = stacks.get(event.stack());
        if (stack == null || event.isOfStack()) {
            return;
        }
        String key = event.stack() + "/" + event.logicalId();
        Progress.Step resource = resources.computeIfAbsent(
                key,
                name -> stack.begin(
                        "%s (%s)".formatted(event.logicalId(), event.type().replace("AWS::", ""))));
        if (event.status().endsWith("_FAILED")) {
            resource.failed(event.reason());
            resources.remove(key);
        } else if (event.status().endsWith("_COMPLETE") || event.status().endsWith("_SKIPPED")) {
            resource.done();
            resources.remove(key);
        } else {
            resource.now(event.reason().isEmpty() ? event.status() : event.reason());
        }
    }

    @Override
    public void waits(String stack, String reason) {
        waits.computeIfAbsent(stack, name -> progress.begin("Wait for stack " + name))
                .now(reason);
    }

    @Override
    public void waited(String stack) {
        Progress.Step step = waits.remove(stack);
        if (step != null) {
            step.done();
        }
    }

    @Override
    public void finished(String stack, StackAction action, StackOutcome outcome) {
        Progress.Step step = stacks.remove(stack);
        if (step == null) {
            return;
        }
        switch (outcome) {
            case CHANGED -> step.done();
            case UNCHANGED -> {
                step.now("unchanged");
                step.done();
            }
            case FAILED -> step.failed("could not " + action.verb());
        }
    }

    private static String capitalised(String verb) {
        return Character.toUpperCase(verb.charAt(0)) + verb.substring(1);
    }
}
