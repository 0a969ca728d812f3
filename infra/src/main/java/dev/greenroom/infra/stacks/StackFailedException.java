package dev.greenroom.infra.stacks;

import org.jspecify.annotations.Nullable;

/** A stack could not be created, updated or deleted; names the resource that failed first, and its reason. */
public final class StackFailedException extends DeploymentException {
    private static final long serialVersionUID = 1;

    private final String stack;
    private final String logicalId;
    private final String type;
    private final String reason;

    private StackFailedException(
            String message, String stack, String logicalId, String type, String reason, @Nullable Throwable cause) {
        super(message, cause);
        this.stack = stack;
        this.logicalId = logicalId;
        this.type = type;
        this.reason = reason;
    }

    static StackFailedException ended(StackAction action, StackEvent failure, String status) {
        var culprit =
                failure.isOfStack() ? "it failed" : "%s (%s) failed".formatted(failure.logicalId(), failure.type());
        var message = "Tried to %s stack %s but %s: %s. The stack is now %s."
                .formatted(action.verb(), failure.stack(), culprit, sentence(failure.reason()), status);
        return new StackFailedException(
                message, failure.stack(), failure.logicalId(), failure.type(), failure.reason(), null);
    }

    /** Refused before anything changed. */
    static StackFailedException refused(StackAction action, String stack, String reason, @Nullable Throwable cause) {
        var message = "Tried to %s stack %s but CloudFormation refused: %s. Nothing changed."
                .formatted(action.verb(), stack, sentence(reason));
        return new StackFailedException(message, stack, stack, "AWS::CloudFormation::Stack", reason, cause);
    }

    public String stack() {
        return stack;
    }

    /** Of the resource that failed first; the stack's name where no single resource is to blame. */
    public String logicalId() {
        return logicalId;
    }

    public String type() {
        return type;
    }

    public String reason() {
        return reason;
    }

    private static String sentence(String reason) {
        var text = reason.strip();
        if (text.isEmpty()) {
            return "no reason was given";
        }
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
