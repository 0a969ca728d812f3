package dev.greenroom.localcloud.s3;

import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/** The types of AWS::S3 that are emulated. */
public final class S3ResourceTypes {
    private S3ResourceTypes() {}

    public static List<ResourceType> of(S3Client s3) {
        return List.of(new BucketPolicyType(s3), new BucketType(s3));
    }
}
