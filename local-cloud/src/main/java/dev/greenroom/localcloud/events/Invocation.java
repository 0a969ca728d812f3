package dev.greenroom.localcloud.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.EventTrigger;
import dev.greenroom.localcloud.aws.NotAuthorizedException;
import dev.greenroom.localcloud.aws.Permissions;
import dev.greenroom.localcloud.aws.ServiceRoles;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Starts what a rule's target names, in the target's role. */
final class Invocation {
    static final String PRINCIPAL = "events.amazonaws.com";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final AwsScope scope;
    private final AwsClients clients;
    private final Rules rules;
    private final ServiceRoles roles;
    private final Permissions permissions;

    Invocation(AwsScope scope, AwsClients clients, Rules rules) {
        this.scope = requireNonNull(scope, "scope is null");
        this.clients = requireNonNull(clients, "clients is null");
        this.rules = requireNonNull(rules, "rules is null");
        this.roles = new ServiceRoles(clients, PRINCIPAL);
        this.permissions = new Permissions(clients);
    }

    /**
     * Starts it with an event, or with what the rule made of one, unless the rule is disabled.
     *
     * @throws NotAuthorizedException when the role may not, or can't be assumed
     * @throws IllegalArgumentException when the input doesn't fit
     */
    void start(BridgedTarget bridged, String event) {
        if (rules.isDisabled(bridged.rule())) {
            return;
        }
        Target target = bridged.target();
        String action = bridged.startable().action();
        if (!roles.isAssumable(target.roleArn())) {
            throw new NotAuthorizedException("role %s, which has to allow %s on %s, does not exist or does not trust %s"
                    .formatted(target.roleArn(), action, target.arn(), PRINCIPAL));
        }
        permissions.require(target.roleArn(), bridged.rule().name(), action, target.arn());
        bridged.startable()
                .start(
                        clients,
                        read(bridged.constantInput().orElse(event)),
                        new EventTrigger(bridged.rule().arn(scope)));
    }

    private static Map<String, Object> read(String input) {
        try {
            Map<String, Object> read = JSON.readValue(input, OBJECT);
            return read == null ? Map.of() : read;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("its input is no JSON object: " + input, e);
        }
    }
}
