package dev.greenroom.localcloud.events;

import dev.greenroom.localcloud.aws.AwsScope;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells targets that are started here from those that LocalStack has. */
record TargetArn(String text) {
    private static final Pattern OURS = Pattern.compile(
            "arn:[^:]+:(?<service>codepipeline|codebuild):(?<region>[^:]*):(?<account>[^:]*):(?<rest>.*)");
    private static final String PROJECT = "project/";

    static TargetArn of(@Nullable String arn) {
        return new TargetArn(String.valueOf(arn));
    }

    boolean isOurs() {
        return OURS.matcher(text).matches();
    }

    /** What it stands for; empty when nothing can be started by this ARN in this region. */
    Optional<Startable> startable(AwsScope scope) {
        Matcher arn = OURS.matcher(text);
        if (!arn.matches()
                || !arn.group("region").equals(scope.region())
                || !arn.group("account").equals(scope.accountId())) {
            return Optional.empty();
        }
        String rest = arn.group("rest");
        if (arn.group("service").equals("codebuild")) {
            return rest.startsWith(PROJECT)
                    ? Optional.of(new Startable.Project(rest.substring(PROJECT.length())))
                    : Optional.empty();
        }
        return rest.isEmpty() || rest.contains("/") ? Optional.empty() : Optional.of(new Startable.Pipeline(rest));
    }
}
