package dev.greenroom.acceptance.targets;

import dev.greenroom.acceptance.account.AwsSettings;
import dev.greenroom.infra.aws.AwsAccess;
import dev.greenroom.infra.stacks.DeploymentException;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Where the usual AWS settings lead to: credentials, region and endpoint as the SDK and the AWS CLI find them. */
final class UsualAccess implements AutoCloseable {
    private final Region region;
    private final DefaultCredentialsProvider credentials =
            DefaultCredentialsProvider.builder().build();

    /** @throws DeploymentException when no region is set */
    UsualAccess() {
        region = AwsSettings.region(DefaultAwsRegionProviderChain.builder().build());
    }

    AwsAccess access() {
        return new AwsAccess(null, region, credentials);
    }

    @Override
    public void close() {
        credentials.close();
    }
}
