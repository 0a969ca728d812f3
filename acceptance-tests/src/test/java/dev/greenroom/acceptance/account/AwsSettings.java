package dev.greenroom.acceptance.account;

import dev.greenroom.infra.stacks.DeploymentException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;

/** What the usual AWS settings say, or which of them is missing. */
public final class AwsSettings {
    private AwsSettings() {}

    /** @throws DeploymentException when none is set */
    public static Region region(AwsRegionProvider provider) {
        try {
            return provider.getRegion();
        } catch (SdkClientException none) {
            throw new DeploymentException(
                    "Tried to find the AWS region but neither AWS_REGION nor a profile names one", none);
        }
    }
}
