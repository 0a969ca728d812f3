package dev.greenroom.localcloud.s3;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** AWS::S3::BucketPolicy. */
final class BucketPolicyType implements ResourceType {
    private final S3Client s3;

    BucketPolicyType(S3Client s3) {
        this.s3 = requireNonNull(s3, "s3 is null");
    }

    @Override
    public String name() {
        return "AWS::S3::BucketPolicy";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        String bucket = request.properties().requiredText("Bucket");
        request.initiated(bucket);
        put(bucket, request);
        return ResourceState.of(bucket);
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        put(current.physicalId(), request);
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        try {
            s3.deleteBucketPolicy(delete -> delete.bucket(current.physicalId()));
        } catch (NoSuchBucketException e) {
            return; // gone with its bucket
        }
    }

    private void put(String bucket, ResourceRequest request) {
        s3.putBucketPolicy(put -> put.bucket(bucket)
                .policy(request.properties().object("PolicyDocument").json()));
    }
}
