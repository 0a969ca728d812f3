package dev.greenroom.localcloud.ecs.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.ecs.model.AwsReason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** Reads the secrets of a container from SSM and Secrets Manager, when the task starts. */
final class SecretReader {
    private static final String FAILURE = "ResourceInitializationError: unable to pull secrets or registry auth:"
            + " execution resource retrieval failed: unable to retrieve ";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME}: what follows is JSON key, stage and version. */
    private static final int SECRET_ARN_PARTS = 7;

    private final AwsClients clients;

    SecretReader(AwsClients clients) {
        this.clients = clients;
    }

    /** The values by the names of the environment variables that take them. */
    Map<String, String> read(List<Secret> secrets) throws TaskStartException {
        var values = new LinkedHashMap<String, String>();
        for (Secret secret : secrets) {
            String from = secret.valueFrom();
            values.put(secret.name(), from.contains(":secretsmanager:") ? secret(from) : parameter(from));
        }
        return values;
    }

    private String parameter(String nameOrArn) throws TaskStartException {
        String name = parameterName(nameOrArn);
        try {
            return clients.ssm()
                    .getParameter(request -> request.name(name).withDecryption(true))
                    .parameter()
                    .value();
        } catch (SdkException e) {
            throw new TaskStartException(
                    FAILURE + "secrets from ssm: service call has been retried 1 time(s): fetching secret data from SSM"
                            + " Parameter Store: invalid parameters: %s: %s".formatted(name, AwsReason.of(e)));
        }
    }

    /** An ARN has the slash that begins a hierarchical name only once. */
    private static String parameterName(String nameOrArn) {
        int start = nameOrArn.indexOf(":parameter/");
        if (start < 0) {
            return nameOrArn;
        }
        String path = nameOrArn.substring(start + ":parameter/".length());
        return path.contains("/") ? "/" + path : path;
    }

    private String secret(String valueFrom) throws TaskStartException {
        String[] parts = valueFrom.split(":", -1);
        String secretId = String.join(":", List.of(parts).subList(0, Math.min(parts.length, SECRET_ARN_PARTS)));
        String jsonKey = part(parts, SECRET_ARN_PARTS);
        String stage = part(parts, SECRET_ARN_PARTS + 1);
        String version = part(parts, SECRET_ARN_PARTS + 2);
        GetSecretValueRequest.Builder request = GetSecretValueRequest.builder().secretId(secretId);
        if (!stage.isEmpty()) {
            request.versionStage(stage);
        }
        if (!version.isEmpty()) {
            request.versionId(version);
        }
        try {
            String value = text(clients.secretsManager().getSecretValue(request.build()));
            return jsonKey.isEmpty() ? value : member(value, jsonKey);
        } catch (SdkException e) {
            throw secretFailure(
                    "failed to fetch secret %s from secrets manager: %s".formatted(secretId, AwsReason.of(e)));
        }
    }

    private static String text(GetSecretValueResponse response) {
        return response.secretString() == null ? response.secretBinary().asUtf8String() : response.secretString();
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? parts[index] : "";
    }

    private static String member(String json, String key) throws TaskStartException {
        try {
            JsonNode member = JSON.readTree(json).get(key);
            if (member == null) {
                throw secretFailure("retrieved secret from Secrets Manager did not contain json key " + key);
            }
            return member.isValueNode() ? member.asText() : member.toString();
        } catch (JsonProcessingException e) {
            throw secretFailure("invalid character in the secret's value: it is not JSON, so it has no key " + key);
        }
    }

    private static TaskStartException secretFailure(String reason) {
        return new TaskStartException(FAILURE + "secret from asm: service call has been retried 1 time(s): " + reason);
    }
}
