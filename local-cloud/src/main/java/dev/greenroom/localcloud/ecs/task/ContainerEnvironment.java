package dev.greenroom.localcloud.ecs.task;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;

/**
 * The environment variables of a container: those of Fargate, which also lead the AWS SDK to this cloud; then the task
 * definition's, its secrets, and the overrides of RunTask, each over the ones before.
 */
record ContainerEnvironment(String region, URI gateway) {
    private static final String ENDPOINTS = "/_greenroom/ecs";

    Map<String, String> of(
            ContainerDefinition container,
            ContainerOverride override,
            Map<String, String> secrets,
            String containerId,
            @Nullable String credentialsToken) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("AWS_REGION", region);
        environment.put("AWS_DEFAULT_REGION", region);
        environment.put("AWS_EXECUTION_ENV", "AWS_ECS_FARGATE");
        environment.put("AWS_ENDPOINT_URL", gateway.toString());
        environment.put("ECS_CONTAINER_METADATA_URI_V4", endpoint("/v4/" + containerId));
        if (credentialsToken != null) {
            environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", endpoint("/credentials/" + credentialsToken));
        }
        container.environment().forEach(pair -> put(environment, pair));
        environment.putAll(secrets);
        override.environment().forEach(pair -> put(environment, pair));
        return environment;
    }

    private String endpoint(String path) {
        String base = gateway.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + ENDPOINTS + "/" + region + path;
    }

    private static void put(Map<String, String> environment, KeyValuePair pair) {
        environment.put(pair.name(), pair.value() == null ? "" : pair.value());
    }
}
