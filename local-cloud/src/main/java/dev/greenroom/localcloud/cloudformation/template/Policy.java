package dev.greenroom.localcloud.cloudformation.template;

import java.util.Arrays;

/** What becomes of a resource that a stack no longer has: {@code DeletionPolicy} and {@code UpdateReplacePolicy}. */
public enum Policy {
    DELETE("Delete"),
    RETAIN("Retain"),
    RETAIN_EXCEPT_ON_CREATE("RetainExceptOnCreate"),
    SNAPSHOT("Snapshot");

    private final String text;

    Policy(String text) {
        this.text = text;
    }

    static Policy parse(String attribute, String text, String logicalId) {
        return Arrays.stream(values())
                .filter(policy -> policy.text.equals(text))
                .findFirst()
                .orElseThrow(() ->
                        TemplateException.error("Unrecognized %s %s for resource %s", attribute, text, logicalId));
    }

    @Override
    public String toString() {
        return text;
    }
}
