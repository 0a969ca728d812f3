package dev.greenroom.localcloud.codecommit;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;

/** CodeCommit in one region. */
public final class CodeCommit implements CodeCommitClient, AutoCloseable {
    public CodeCommit(AwsScope scope, AwsClients clients, Supplier<URI> gateway, Clock clock) {}

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
