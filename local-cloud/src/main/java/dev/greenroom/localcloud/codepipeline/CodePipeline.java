package dev.greenroom.localcloud.codepipeline;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/** CodePipeline in one region. */
public final class CodePipeline implements CodePipelineClient, AutoCloseable {
    public CodePipeline(AwsScope scope, AwsClients clients, Supplier<URI> gateway, Clock clock) {}

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
