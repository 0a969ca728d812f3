package dev.greenroom.localcloud.ecs.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsReason;
import dev.greenroom.localcloud.aws.NotAuthorizedException;
import java.util.HashMap;
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
    private static final String PARAMETER_ARN = ":parameter/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsClients clients;

    SecretReader(AwsClients clients) {
        this.clients = clients;
    }

    /** The values by the names of the environment variables that take them. */
    Map<String, String> read(List<Secret> secrets, ExecutionRole role) throws TaskStartException {
        var values = new LinkedHashMap<String, String>();
        var fetched = new HashMap<GetSecretValueRequest, String>();
        for (Secret secret : secrets) {
            String from = secret.valueFrom();
            values.put(
                    secret.name(),
                    from.contains(":secretsmanager:")
                            ? secret(SecretReference.parse(from), fetched, role)
                            : parameter(parameterName(from), role));
        }
        return values;
    }

    private String parameter(String name, ExecutionRole role) throws TaskStartException {
        try {
            role.requireParameter(name);
            return clients.ssm()
                    .getParameter(request -> request.name(name).withDecryption(true))
                    .parameter()
                    .value();
        } catch (NotAuthorizedException e) {
            throw parameterFailure(ExecutionRole.reason(e));
        } catch (SdkException e) {
            throw parameterFailure("fetching secret data from SSM Parameter Store: invalid parameters: %s: %s"
                    .formatted(name, AwsReason.of(e)));
        }
    }

    /** An ARN has the slash that begins a hierarchical name only once. */
    private static String parameterName(String nameOrArn) {
        int start = nameOrArn.indexOf(PARAMETER_ARN);
        if (start < 0) {
            return nameOrArn;
        }
        String path = nameOrArn.substring(start + PARAMETER_ARN.length());
        return path.contains("/") ? "/" + path : path;
    }

    private static TaskStartException parameterFailure(String reason) {
        return new TaskStartException(FAILURE + "secrets from ssm: service call has been retried 1 time(s): " + reason);
    }

    private String secret(SecretReference reference, Map<GetSecretValueRequest, String> fetched, ExecutionRole role)
            throws TaskStartException {
        String value = fetched.get(reference.request());
        if (value == null) {
            value = fetch(reference.request(), role);
            fetched.put(reference.request(), value);
        }
        return reference.jsonKey().isEmpty() ? value : member(value, reference.jsonKey());
    }

    private String fetch(GetSecretValueRequest request, ExecutionRole role) throws TaskStartException {
        try {
            GetSecretValueResponse response = clients.secretsManager().getSecretValue(request);
            role.requireSecret(response.arn());
            return response.secretString() == null ? response.secretBinary().asUtf8String() : response.secretString();
        } catch (NotAuthorizedException e) {
            throw notFetched(request, ExecutionRole.reason(e));
        } catch (SdkException e) {
            throw notFetched(request, AwsReason.of(e));
        }
    }

    private static TaskStartException notFetched(GetSecretValueRequest request, String reason) {
        return secretFailure(
                "failed to fetch secret %s from secrets manager: %s".formatted(request.secretId(), reason));
    }

    private static String member(String json, String key) throws TaskStartException {
        try {
            JsonNode member = JSON.readTree(json).get(key);
            if (member == null) {
                throw secretFailure("retrieved secret from Secrets Manager did not contain json key " + key);
            }
            return member.isValueNode() ? member.asText() : member.toString();
        } catch (JsonProcessingException e) {
            throw secretFailure("the value of the secret is not JSON, so it has no key " + key);
        }
    }

    private static TaskStartException secretFailure(String reason) {
        return new TaskStartException(FAILURE + "secret from asm: service call has been retried 1 time(s): " + reason);
    }
}
