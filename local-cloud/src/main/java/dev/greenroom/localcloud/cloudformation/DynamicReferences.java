package dev.greenroom.localcloud.cloudformation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.cloudformation.template.TemplateException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;

/** Reads what {@code {{resolve:service:...}}} refers to. Values are secrets: they appear in no message. */
final class DynamicReferences {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** The secret's ID may be an ARN, which has colons itself. */
    private static final Pattern SECRET =
            Pattern.compile("(?<id>arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:[^:]+|[^:]+)"
                    + "(:SecretString(:(?<key>[^:]*)(:(?<stage>[^:]*)(:(?<version>[^:]*))?)?)?)?");

    private final AwsClients clients;

    DynamicReferences(AwsClients clients) {
        this.clients = clients;
    }

    String resolve(String service, String reference) {
        try {
            return switch (service) {
                case "ssm" -> parameter(reference, false);
                case "ssm-secure" -> parameter(reference, true);
                case "secretsmanager" -> secret(reference);
                default -> throw new TemplateException("Dynamic references to %s are not supported".formatted(service));
            };
        } catch (AwsServiceException e) {
            throw new TemplateException("Could not resolve dynamic reference {{resolve:%s:%s}}: %s"
                    .formatted(service, reference, e.awsErrorDetails().errorMessage()));
        }
    }

    private String parameter(String name, boolean decrypt) {
        return clients.ssm()
                .getParameter(request -> request.name(name).withDecryption(decrypt))
                .parameter()
                .value();
    }

    private String secret(String reference) {
        Matcher parts = SECRET.matcher(reference);
        if (!parts.matches()) {
            throw new TemplateException(
                    "Incorrect format is used in the following dynamic reference: {{resolve:secretsmanager:%s}}"
                            .formatted(reference));
        }
        var request = GetSecretValueRequest.builder().secretId(parts.group("id"));
        if (isGiven(parts, "stage")) {
            request.versionStage(parts.group("stage"));
        }
        if (isGiven(parts, "version")) {
            request.versionId(parts.group("version"));
        }
        String text = clients.secretsManager().getSecretValue(request.build()).secretString();
        return isGiven(parts, "key") ? valueOf(parts.group("key"), text, parts.group("id")) : text;
    }

    private static boolean isGiven(Matcher parts, String group) {
        String value = parts.group(group);
        return value != null && !value.isEmpty();
    }

    private static String valueOf(String key, String secret, String id) {
        try {
            JsonNode value = JSON.readTree(secret).path(key);
            if (value.isMissingNode()) {
                throw new TemplateException(
                        "Could not find a value associated with JSONKey in SecretString: %s has no key %s"
                                .formatted(id, key));
            }
            return value.isValueNode() ? value.asText() : value.toString();
        } catch (JsonProcessingException e) {
            throw new TemplateException("Could not parse SecretString JSON of " + id);
        }
    }
}
