package dev.greenroom.localcloud.codebuild;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;

/** CodeBuild in one region. */
public final class CodeBuild implements CodeBuildClient, AutoCloseable {
    public CodeBuild(AwsScope scope, AwsClients clients, Supplier<URI> gateway, Clock clock) {}

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
