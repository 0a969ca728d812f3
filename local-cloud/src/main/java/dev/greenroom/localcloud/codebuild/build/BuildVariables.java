package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.aws.PipelineBuild.StoredObject;
import dev.greenroom.localcloud.codebuild.buildspec.Buildspec;
import dev.greenroom.localcloud.runtime.BuildMachine;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;

/**
 * The environment of a build. Of a variable that is set more than once, the one of the request counts before the one of
 * the project, and that before the one of the buildspec.
 */
final class BuildVariables {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> secretNames = new LinkedHashSet<>();
    private final SecretReader secrets;
    private final Masking masking;

    BuildVariables(SecretReader secrets, Masking masking) {
        this.secrets = secrets;
        this.masking = masking;
    }

    Map<String, String> values() {
        return Map.copyOf(values);
    }

    /** Those whose values nobody may see. */
    Set<String> secretNames() {
        return Set.copyOf(secretNames);
    }

    /** Where the build runs, and how it reaches AWS: this cloud, with its role as only credential. */
    BuildVariables ofPlace(BuildMachine machine, String region, URI gateway, String credentials) {
        values.putAll(machine.environment());
        values.put("AWS_REGION", region);
        values.put("AWS_DEFAULT_REGION", region);
        values.put("AWS_ENDPOINT_URL", withoutSlash(machine.reach(gateway)));
        values.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", withoutSlash(machine.reach(gateway)) + credentials);
        values.put("AWS_EC2_METADATA_DISABLED", "true");
        String nothing = machine.nameInside(machine.folder().resolve("no-such-file"));
        values.put("AWS_CONFIG_FILE", nothing);
        values.put("AWS_SHARED_CREDENTIALS_FILE", nothing);
        return this;
    }

    /** Those that the customer chose. */
    BuildVariables ofCustomer(Buildspec.Environment buildspec, BuildSettings settings) throws PhaseFailedException {
        var chosen = new LinkedHashMap<String, EnvironmentVariable>();
        buildspec.variables().forEach((name, value) -> put(chosen, name, value, EnvironmentVariableType.PLAINTEXT));
        buildspec
                .parameterStore()
                .forEach((name, value) -> put(chosen, name, value, EnvironmentVariableType.PARAMETER_STORE));
        buildspec
                .secretsManager()
                .forEach((name, value) -> put(chosen, name, value, EnvironmentVariableType.SECRETS_MANAGER));
        settings.project().environment().environmentVariables().forEach(each -> chosen.put(each.name(), each));
        settings.overridden().forEach(each -> chosen.put(each.name(), each));
        for (EnvironmentVariable variable : chosen.values()) {
            values.put(variable.name(), value(variable));
        }
        return this;
    }

    BuildVariables ofBuild(Build build, BuildSettings settings, SourceFolders sources, BuildMachine machine) {
        values.put("CI", "true");
        values.put("CODEBUILD_CI", "true");
        values.put("CODEBUILD_BUILD_ID", build.id());
        values.put("CODEBUILD_BUILD_ARN", build.arn());
        values.put("CODEBUILD_BUILD_NUMBER", String.valueOf(build.buildNumber()));
        values.put("CODEBUILD_BUILD_IMAGE", build.environment().image());
        values.put("CODEBUILD_BUILD_SUCCEEDING", "1");
        values.put("CODEBUILD_INITIATOR", build.initiator());
        values.put("CODEBUILD_KMS_KEY_ID", build.encryptionKey());
        values.put(
                "CODEBUILD_LOG_PATH",
                build.logs().streamName() == null ? "" : build.logs().streamName());
        values.put("CODEBUILD_START_TIME", String.valueOf(build.startTime().toEpochMilli()));
        values.put("CODEBUILD_SRC_DIR", machine.nameInside(sources.primary()));
        sources.secondary()
                .forEach((identifier, folder) ->
                        values.put("CODEBUILD_SRC_DIR_" + identifier, machine.nameInside(folder)));
        putIfThere("CODEBUILD_SOURCE_REPO_URL", build.source().location());
        putIfThere("CODEBUILD_SOURCE_VERSION", sourceVersion(settings).orElse(build.sourceVersion()));
        putIfThere("CODEBUILD_RESOLVED_SOURCE_VERSION", build.resolvedSourceVersion());
        return this;
    }

    /** Of a pipeline's input, the object; else what was asked for. */
    static Optional<String> sourceVersion(BuildSettings settings) {
        return settings.pipeline()
                .map(build -> build.inputs().get(build.primaryInput()))
                .map((StoredObject input) -> ObjectStore.arn(input.bucket(), input.key()))
                .or(settings::sourceVersion);
    }

    void putAll(Map<String, String> more) {
        values.putAll(more);
    }

    private String value(EnvironmentVariable variable) throws PhaseFailedException {
        EnvironmentVariableType type = variable.type() == null ? EnvironmentVariableType.PLAINTEXT : variable.type();
        if (type == EnvironmentVariableType.PLAINTEXT) {
            return variable.value();
        }
        String value = type == EnvironmentVariableType.PARAMETER_STORE
                ? secrets.parameter(variable.value())
                : secrets.secret(variable.value());
        masking.add(Set.of(value));
        secretNames.add(variable.name());
        return value;
    }

    private void putIfThere(String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private static void put(
            Map<String, EnvironmentVariable> chosen, String name, String value, EnvironmentVariableType type) {
        chosen.put(
                name,
                EnvironmentVariable.builder().name(name).value(value).type(type).build());
    }

    private static String withoutSlash(URI uri) {
        String text = uri.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
