package dev.greenroom.localcloud.codepipeline.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the service's model demands of members, checked and refused as AWS does. */
public final class Constraints {
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9.@\\-_]+");
    public static final Pattern ARTIFACT_NAME = Pattern.compile("[a-zA-Z0-9_\\-]+");
    public static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z0-9@\\-_]+");
    public static final Pattern REASON = Pattern.compile("[a-zA-Z0-9!@ \\(\\)\\.\\*\\?\\-]+");
    public static final Pattern ROLE_ARN = Pattern.compile("arn:aws(-[\\w]+)*:iam::[0-9]{12}:role/.*");

    private Constraints() {}

    /** Returns the value, which must be there. */
    public static <T> T present(@Nullable T value, String member) {
        if (value == null) {
            throw PipelineErrors.validation(
                    "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
                            .formatted(member));
        }
        return value;
    }

    /** Returns the text, which must be there, match and have at most {@code longest} characters. */
    public static String text(@Nullable String value, String member, Pattern pattern, int longest) {
        String text = present(value, member);
        if (text.isEmpty()) {
            throw violated(text, member, "Member must have length greater than or equal to 1");
        }
        if (text.length() > longest) {
            throw violated(text, member, "Member must have length less than or equal to " + longest);
        }
        if (!pattern.matcher(text).matches()) {
            throw violated(text, member, "Member must satisfy regular expression pattern: " + pattern);
        }
        return text;
    }

    /** Refuses what is outside of a range. */
    public static void range(int value, String member, int least, int most) {
        if (value < least) {
            throw violated(String.valueOf(value), member, "Member must have value greater than or equal to " + least);
        }
        if (value > most) {
            throw violated(String.valueOf(value), member, "Member must have value less than or equal to " + most);
        }
    }

    private static RuntimeException violated(String value, String member, String constraint) {
        return PipelineErrors.validation(
                "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
                        .formatted(value, member, constraint));
    }
}
