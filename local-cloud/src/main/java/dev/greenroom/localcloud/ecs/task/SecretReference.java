package dev.greenroom.localcloud.ecs.task;

import java.util.List;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;

/**
 * Which value of Secrets Manager a container wants, read from
 * {@code arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME:json-key:version-stage:version-id}.
 *
 * @param jsonKey empty for the whole value
 */
record SecretReference(GetSecretValueRequest request, String jsonKey) {
    private static final int ARN_PARTS = 7;

    static SecretReference parse(String valueFrom) {
        List<String> parts = List.of(valueFrom.split(":", -1));
        GetSecretValueRequest.Builder request = GetSecretValueRequest.builder()
                .secretId(String.join(":", parts.subList(0, Math.min(parts.size(), ARN_PARTS))));
        String stage = part(parts, ARN_PARTS + 1);
        if (!stage.isEmpty()) {
            request.versionStage(stage);
        }
        String version = part(parts, ARN_PARTS + 2);
        if (!version.isEmpty()) {
            request.versionId(version);
        }
        return new SecretReference(request.build(), part(parts, ARN_PARTS));
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }
}
