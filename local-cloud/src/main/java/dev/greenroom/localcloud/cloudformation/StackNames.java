package dev.greenroom.localcloud.cloudformation;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a stack and a change set may be called. */
final class StackNames {
    private static final int MAX_LENGTH = 128;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]*");
    private static final String NAME_OR_ARN = "[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*";
    private static final Pattern REFERENCE = Pattern.compile(NAME_OR_ARN);

    private StackNames() {}

    /** A name for something new. */
    static String requireName(@Nullable String name, String member) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw invalid(name, member, "regular expression pattern: " + NAME.pattern());
        }
        if (name.length() > MAX_LENGTH) {
            throw CloudFormationErrors.validation(("1 validation error detected: Value '%s' at '%s' failed to satisfy "
                            + "constraint: Member must have length less than or equal to %d")
                    .formatted(name, member, MAX_LENGTH));
        }
        return name;
    }

    /** The name or ARN of a stack that should be there. */
    static String requireReference(@Nullable String nameOrArn) {
        if (nameOrArn == null || !REFERENCE.matcher(nameOrArn).matches()) {
            throw invalid(nameOrArn, "stackName", "regular expression pattern: " + NAME_OR_ARN);
        }
        return nameOrArn;
    }

    private static RuntimeException invalid(@Nullable String value, String member, String constraint) {
        return CloudFormationErrors.validation(
                value == null
                        ? "1 validation error detected: Value at '%s' failed to satisfy constraint: Member must not be null"
                                .formatted(member)
                        : "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must satisfy %s"
                                .formatted(value, member, constraint));
    }
}
