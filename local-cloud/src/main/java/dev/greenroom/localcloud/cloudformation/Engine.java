package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.cloudformation.schema.ResourceSchema;
import dev.greenroom.localcloud.cloudformation.schema.ResourceSchemas;
import java.time.Clock;
import java.util.Optional;

/**
 * What all operations on all stacks share.
 *
 * @param roles in which single operations act
 * @param actingRole in which this engine's operation does
 */
record Engine(
        AwsScope scope,
        AwsClients clients,
        ResourceTypes types,
        StackRoles roles,
        ResourceSchemas schemas,
        StackStore store,
        Exports exports,
        Clock clock,
        Ids ids,
        Optional<String> actingRole) {
    /** For one operation, which acts in the role if there is one. */
    Engine actingIn(Optional<String> roleArn) {
        if (roleArn.isEmpty()) {
            return this;
        }
        AwsClients acting = roles.clients(roleArn.get());
        return new Engine(scope, acting, types.with(acting), roles, schemas, store, exports, clock, ids, roleArn);
    }

    Journal journal(String stackId, Optional<String> clientRequestToken) {
        return new Journal(store, clock, ids, stackId, clientRequestToken);
    }

    Optional<ResourceSchema> schema(String type) {
        return schemas.find(type);
    }

    boolean isTaggable(String type) {
        return schema(type).map(ResourceSchema::isTaggable).orElse(false);
    }
}
