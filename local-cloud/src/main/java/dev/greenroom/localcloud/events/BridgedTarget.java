package dev.greenroom.localcloud.events;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * A target that LocalStack lacks, and the queue that stands for it there.
 *
 * @param target as it was put
 */
record BridgedTarget(EventRule rule, Target target, Startable startable, String queueUrl, String queueArn) {
    BridgedTarget {
        requireNonNull(rule, "rule is null");
        requireNonNull(target, "target is null");
        requireNonNull(startable, "startable is null");
        requireNonNull(queueUrl, "queueUrl is null");
        requireNonNull(queueArn, "queueArn is null");
    }

    BridgedTarget with(Target newTarget, Startable newStartable) {
        return new BridgedTarget(rule, newTarget, newStartable, queueUrl, queueArn);
    }

    /** What LocalStack gets. Constant input stays here: LocalStack sends nothing for an empty object. */
    Target substitute() {
        return Target.builder()
                .id(target.id())
                .arn(queueArn)
                .inputPath(target.inputPath())
                .inputTransformer(target.inputTransformer())
                .build();
    }

    Optional<String> constantInput() {
        return Optional.ofNullable(target.input());
    }
}
