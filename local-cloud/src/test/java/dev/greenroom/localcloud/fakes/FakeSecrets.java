package dev.greenroom.localcloud.fakes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Secrets by name or ARN, as they are asked for; that of a stage is found under {@code name@STAGE}. */
public class FakeSecrets implements SecretsManagerClient {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    public final void put(String id, String value) {
        values.put(id, value);
    }

    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
        String id = request.secretId();
        String value = values.get(request.versionStage() == null ? id : id + "@" + request.versionStage());
        if (value == null) {
            throw AwsFailures.failure(
                    ResourceNotFoundException.builder(),
                    "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret.");
        }
        return GetSecretValueResponse.builder()
                .arn(
                        id.startsWith("arn:")
                                ? id
                                : "arn:aws:secretsmanager:eu-west-1:000000000000:secret:%s-AbCdEf".formatted(id))
                .secretString(value)
                .build();
    }

    @Override
    public final String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public final void close() {}
}
