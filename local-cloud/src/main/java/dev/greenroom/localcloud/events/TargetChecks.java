package dev.greenroom.localcloud.events;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.ServiceRoles;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** What AWS demands of a target that is a pipeline or a build project. */
final class TargetChecks {
    private final AwsScope scope;
    private final ServiceRoles roles;

    TargetChecks(AwsScope scope, AwsClients clients) {
        this.scope = requireNonNull(scope, "scope is null");
        this.roles = new ServiceRoles(clients, Invocation.PRINCIPAL);
    }

    /**
     * What the target starts; empty for a target that LocalStack has.
     *
     * @throws EventBridgeException {@code ValidationException} in AWS's words
     */
    Optional<Startable> check(Target target) {
        TargetArn arn = TargetArn.of(target.arn());
        if (!arn.isOurs()) {
            return Optional.empty();
        }
        Startable startable = arn.startable(scope)
                .orElseThrow(() -> EventBridgeErrors.validation(
                        "Parameter %s is not valid. Reason: Provided Arn is not in correct format."
                                .formatted(arn.text())));
        if (target.roleArn() == null) {
            throw EventBridgeErrors.validation("RoleArn is required for target %s.".formatted(arn.text()));
        }
        if (!roles.isAssumable(target.roleArn())) {
            throw EventBridgeErrors.validation("Provided role '%s' cannot be assumed by principal '%s'."
                    .formatted(target.roleArn(), Invocation.PRINCIPAL));
        }
        if (Stream.of(target.input(), target.inputPath(), target.inputTransformer())
                        .flatMap(Stream::ofNullable)
                        .count()
                > 1) {
            throw EventBridgeErrors.validation(
                    "Only one of Input, InputPath, or InputTransformer must be provided for target %s."
                            .formatted(target.id()));
        }
        return Optional.of(startable);
    }
}
