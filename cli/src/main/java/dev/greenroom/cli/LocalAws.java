package dev.greenroom.cli;

import dev.greenroom.infra.InfraFiles;
import dev.greenroom.infra.Showcase;
import dev.greenroom.infra.ShowcaseSettings;
import dev.greenroom.infra.aws.AwsAccess;
import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.StackListener;
import java.net.URI;
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

    static Showcase showcase(Workspace workspace, AwsClients clients, StackListener listener) {
        return new Showcase(
                new ShowcaseSettings(PROJECT, "local"),
                InfraFiles.in(workspace.project().resolve("infra")),
                clients,
                listener);
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
