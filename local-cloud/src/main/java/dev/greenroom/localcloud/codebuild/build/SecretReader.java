package dev.greenroom.localcloud.codebuild.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsReason;
import dev.greenroom.localcloud.aws.AwsScope;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** Reads values of environment variables from SSM and Secrets Manager. */
final class SecretReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An ARN has colons itself. */
    private static final Pattern REFERENCE = Pattern.compile(
            "(?<id>arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:[^:]+|[^:]+)(?::(?<key>[^:]*))?(?::(?<stage>[^:]*))?(?::(?<version>[^:]*))?");

    private final AwsClients clients;

    private final AwsScope scope;
    private final BuildRole role;

    SecretReader(AwsClients clients, AwsScope scope, BuildRole role) {
        this.clients = clients;
        this.scope = scope;
        this.role = role;
    }

    String parameter(String name) throws PhaseFailedException {
        role.require("ssm:GetParameters", scope.arn("ssm", "parameter/" + name.replaceFirst("^/", "")));
        try {
            return clients.ssm()
                    .getParameter(get -> get.name(name).withDecryption(true))
                    .parameter()
                    .value();
        } catch (SdkException e) {
            throw PhaseFailedException.client(
                    "Parameter Store: unable to retrieve parameter %s: %s".formatted(name, AwsReason.of(e)));
        }
    }

    /** @param reference {@code secret-id:json-key:version-stage:version-id}, where all but the first may be left out */
    String secret(String reference) throws PhaseFailedException {
        Matcher parts = REFERENCE.matcher(reference);
        if (!parts.matches()) {
            throw failure(reference, "it is not of the form secret-id:json-key:version-stage:version-id");
        }
        try {
            GetSecretValueResponse answer = clients.secretsManager()
                    .getSecretValue(get -> get.secretId(parts.group("id"))
                            .versionStage(orNull(parts.group("stage")))
                            .versionId(orNull(parts.group("version"))));
            role.require("secretsmanager:GetSecretValue", answer.arn());
            String value = answer.secretString() == null ? answer.secretBinary().asUtf8String() : answer.secretString();
            String key = orNull(parts.group("key"));
            return key == null ? value : member(reference, value, key);
        } catch (SdkException e) {
            throw failure(reference, AwsReason.of(e));
        }
    }

    private static String member(String reference, String json, String key) throws PhaseFailedException {
        try {
            JsonNode member = JSON.readTree(json).get(key);
            if (member == null) {
                throw failure(reference, "the secret has no key " + key);
            }
            return member.isValueNode() ? member.asText() : member.toString();
        } catch (JsonProcessingException e) {
            throw failure(reference, "the value of the secret is not JSON, so it has no key " + key);
        }
    }

    private static PhaseFailedException failure(String reference, String reason) {
        return new PhaseFailedException(
                "Secrets Manager Error Message", "unable to retrieve secret %s: %s".formatted(reference, reason));
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
