package dev.greenroom.localcloud.secretsmanager;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceFailedException;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** AWS::SecretsManager::Secret, given or generated. A changed GenerateSecretString makes a new value, as on AWS. */
public final class SecretType implements ResourceType {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String GENERATE = "GenerateSecretString";

    private final SecretsManagerClient secrets;

    public SecretType(SecretsManagerClient secrets) {
        this.secrets = requireNonNull(secrets, "secrets is null");
    }

    @Override
    public String name() {
        return "AWS::SecretsManager::Secret";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = request.properties();
        String arn = secrets.createSecret(
                        create -> create.name(properties.text("Name").orElseGet(() -> request.generatedName(256)))
                                .description(properties.text("Description").orElse(null))
                                .kmsKeyId(properties.text("KmsKeyId").orElse(null))
                                .secretString(value(properties))
                                .tags(tags(Tags.withoutReserved(request.tags()))))
                .arn();
        request.initiated(arn);
        return new ResourceState(arn, Map.of("Id", arn));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        String arn = current.physicalId();
        Properties properties = request.properties();
        boolean newValue = !source(properties).equals(source(request.previousProperties()));
        secrets.updateSecret(update -> update.secretId(arn)
                .description(properties.text("Description").orElse(""))
                .kmsKeyId(properties.text("KmsKeyId").orElse(null))
                .secretString(newValue ? value(properties) : null));
        Map<String, String> before = secrets.describeSecret(describe -> describe.secretId(arn)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
        Tags.change(
                before,
                Tags.withoutReserved(request.tags()),
                gone -> secrets.untagResource(untag -> untag.secretId(arn).tagKeys(gone)),
                changed -> secrets.tagResource(tag -> tag.secretId(arn).tags(tags(changed))));
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        try {
            secrets.deleteSecret(delete -> delete.secretId(current.physicalId()).forceDeleteWithoutRecovery(true));
        } catch (ResourceNotFoundException e) {
            return; // gone already
        }
    }

    private static Map<String, Object> source(Properties properties) {
        return Map.of(
                "given", properties.text("SecretString").orElse(""),
                "generated", properties.object(GENERATE).tree());
    }

    /** A secret without a value is allowed: it gets one later. */
    private String value(Properties properties) {
        Optional<String> given = properties.text("SecretString");
        return properties.has(GENERATE) ? generate(properties.object(GENERATE)) : given.orElse(null);
    }

    private String generate(Properties rules) {
        String password = secrets.getRandomPassword(
                        rules.to(GetRandomPasswordRequest.builder()).build())
                .randomPassword();
        if (!rules.has("SecretStringTemplate")) {
            return password;
        }
        try {
            ObjectNode template = (ObjectNode) JSON.readTree(rules.requiredText("SecretStringTemplate"));
            return JSON.writeValueAsString(template.put(rules.requiredText("GenerateStringKey"), password));
        } catch (JsonProcessingException | ClassCastException e) {
            throw new ResourceFailedException(
                    "InvalidRequest", "Could not parse SecretStringTemplate JSON. It must be a JSON object.");
        }
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return Tags.as(tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }
}
