package dev.greenroom.cli;

import dev.greenroom.infra.InfraFiles;
import dev.greenroom.infra.Showcase;
import dev.greenroom.infra.ShowcaseSettings;
import dev.greenroom.infra.aws.AwsAccess;
import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.StackListener;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The showcase on the local cloud, as the deployer's library sees it: clients with an endpoint. */
final class LocalAws {
    /** Any will do: the local cloud asks for some, and looks at none. */
    static final AwsCredentials CREDENTIALS = AwsBasicCredentials.create("test", "test");

    private static final String PROJECT = "greenroom";

    private LocalAws() {}

    static AwsClients clients(URI endpoint) {
        return AwsClients.of(new AwsAccess(endpoint, region(), StaticCredentialsProvider.create(CREDENTIALS)));
    }

    /** What leads the AWS CLI and the SDKs there. */
    static Map<String, String> variables(URI endpoint) {
        return Map.of(
                "AWS_ENDPOINT_URL", endpoint.toString(),
                "AWS_REGION", region().id(),
                "AWS_DEFAULT_REGION", region().id(),
                "AWS_ACCESS_KEY_ID", CREDENTIALS.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", CREDENTIALS.secretAccessKey());
    }

    /** Where a local cloud runs that no command here started, nor ends: {@code GREENROOM_ENDPOINT}. */
    static Optional<URI> elsewhere() {
        return Optional.ofNullable(System.getenv("GREENROOM_ENDPOINT"))
                .filter(endpoint -> !endpoint.isBlank())
                .map(LocalAws::endpoint);
    }

    private static URI endpoint(String text) {
        if (!text.matches("https?://[^/]+/?")) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "GREENROOM_ENDPOINT is no endpoint: " + text,
                    "For example: GREENROOM_ENDPOINT=http://localhost:4566 ./greenroom status");
        }
        return URI.create(text);
    }

    static Showcase showcase(Workspace workspace, AwsClients clients, StackListener listener) {
        return new Showcase(
                new ShowcaseSettings(PROJECT, "local").with(System.getenv().getOrDefault("GREENROOM_SETTINGS", "")),
                infraFiles(workspace.project().resolve("infra")),
                clients,
                listener);
    }

    /** Those of the checkout; where there is none, as in a container, those that this was built with. */
    private static InfraFiles infraFiles(Path folder) {
        return Files.isDirectory(folder) ? InfraFiles.in(folder) : InfraFiles.builtIn();
    }

    /** Where AWS's own tools would look for it. */
    static Region region() {
        return Optional.ofNullable(System.getenv("AWS_REGION"))
                .or(() -> Optional.ofNullable(System.getenv("AWS_DEFAULT_REGION")))
                .filter(name -> !name.isBlank())
                .map(Region::of)
                .orElse(Region.US_EAST_1);
    }
}
