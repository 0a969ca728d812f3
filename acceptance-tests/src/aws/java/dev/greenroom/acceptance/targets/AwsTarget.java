package dev.greenroom.acceptance.targets;

import dev.greenroom.infra.aws.AwsAccess;
import dev.greenroom.infra.stacks.DeploymentException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * An environment that is deployed already, where the usual AWS settings lead to: credentials, region and endpoint as the
 * SDK and the AWS CLI find them.
 */
final class AwsTarget implements Target {
    private final DeployedEnvironment deployed;
    private final Region region;
    private final DefaultCredentialsProvider credentials;

    private AwsTarget(DeployedEnvironment deployed, Region region, DefaultCredentialsProvider credentials) {
        this.deployed = deployed;
        this.region = region;
        this.credentials = credentials;
    }

    /** @throws DeploymentException when it can't be asked, or nothing could answer there */
    static AwsTarget find(DeployedEnvironment deployed) {
        var target = new AwsTarget(
                deployed, region(), DefaultCredentialsProvider.builder().build());
        try {
            target.credentials.resolveCredentials();
        } catch (SdkClientException none) {
            throw new DeploymentException(
                    "Tried to find AWS credentials but there are none in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
                            + " in a profile, or by the role of a container or machine",
                    none);
        }
        try {
            deployed.check(target.access());
        } catch (SdkException failed) {
            throw new DeploymentException(
                    "Tried to look at %s of project %s but AWS could not be asked, or refused: %s"
                            .formatted(deployed.environment(), deployed.project(), failed.getMessage()),
                    failed);
        }
        return target;
    }

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public AwsAccess access() {
        return new AwsAccess(null, region, credentials);
    }

    @Override
    public Optional<String> project() {
        return Optional.of(deployed.project());
    }

    @Override
    public String environment() {
        return deployed.environment();
    }

    @Override
    public String commit() {
        return deployed.commit();
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of();
    }

    @Override
    public void close() {
        credentials.close();
    }

    private static Region region() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException none) {
            throw new DeploymentException(
                    "Tried to find the AWS region but neither AWS_REGION nor a profile names one", none);
        }
    }
}
