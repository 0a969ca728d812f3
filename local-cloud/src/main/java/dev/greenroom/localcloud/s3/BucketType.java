package dev.greenroom.localcloud.s3;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

/** AWS::S3::Bucket with what an artifact bucket needs; other settings fail by name. */
final class BucketType implements ResourceType {
    private static final String ENCRYPTION = "BucketEncryption";
    private static final String LIFECYCLE = "LifecycleConfiguration";
    private static final String PUBLIC_ACCESS = "PublicAccessBlockConfiguration";
    private static final Set<String> EMULATED =
            Set.of("BucketName", "Tags", "VersioningConfiguration", ENCRYPTION, LIFECYCLE, PUBLIC_ACCESS);

    /** What S3 does with a bucket without BucketEncryption. */
    private static final ServerSideEncryptionRule ENCRYPTED_BY_DEFAULT = ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(standard -> standard.sseAlgorithm(ServerSideEncryption.AES256))
            .build();

    private final S3Client s3;

    BucketType(S3Client s3) {
        this.s3 = requireNonNull(s3, "s3 is null");
    }

    @Override
    public String name() {
        return "AWS::S3::Bucket";
    }

    @Override
    public Set<String> notEmulated(Properties properties) {
        var rest = new HashSet<>(properties.tree().keySet());
        rest.removeAll(EMULATED);
        return rest;
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        String name = request.properties().text("BucketName").orElseGet(() -> request.generatedName(63)
                .toLowerCase(Locale.ROOT));
        String region = request.scope().region();
        s3.createBucket(create -> {
            create.bucket(name);
            if (!region.equals("us-east-1")) {
                create.createBucketConfiguration(configuration -> configuration.locationConstraint(region));
            }
        });
        request.initiated(name);
        apply(name, request);
        return new ResourceState(
                name,
                Map.of(
                        "Arn", "arn:%s:s3:::%s".formatted(request.scope().partition(), name),
                        "DomainName", name + ".s3.amazonaws.com",
                        "RegionalDomainName", "%s.s3.%s.amazonaws.com".formatted(name, region)));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        apply(current.physicalId(), request);
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        try {
            s3.deleteBucket(delete -> delete.bucket(current.physicalId()));
        } catch (NoSuchBucketException e) {
            return; // gone already
        } catch (S3Exception e) {
            if (!e.awsErrorDetails().errorCode().equals("NoSuchBucket")) {
                throw e;
            }
        }
    }

    private void apply(String bucket, ResourceRequest request) {
        Properties properties = request.properties();
        boolean hadVersioning = request.previousProperties().has("VersioningConfiguration");
        properties
                .object("VersioningConfiguration")
                .text("Status")
                .or(() -> hadVersioning ? Optional.of("Suspended") : Optional.empty())
                .ifPresent(status -> s3.putBucketVersioning(put -> put.bucket(bucket)
                        .versioningConfiguration(
                                versioning -> versioning.status(BucketVersioningStatus.fromValue(status)))));
        applyEncryption(bucket, properties.object(ENCRYPTION));
        applyPublicAccessBlock(bucket, properties);
        applyLifecycle(bucket, properties.object(LIFECYCLE).objects("Rules"));
        applyTags(bucket, request);
        removeSettings(bucket, request.previousProperties(), properties);
    }

    private void applyTags(String bucket, ResourceRequest request) {
        List<Tag> tags = Tags.as(
                Tags.withoutReserved(request.tags()),
                (key, value) -> Tag.builder().key(key).value(value).build());
        if (tags.isEmpty()) {
            s3.deleteBucketTagging(delete -> delete.bucket(bucket));
        } else {
            s3.putBucketTagging(put -> put.bucket(bucket).tagging(tagging -> tagging.tagSet(tags)));
        }
    }

    private void removeSettings(String bucket, Properties before, Properties now) {
        if (before.has(ENCRYPTION) && !now.has(ENCRYPTION)) {
            s3.putBucketEncryption(put -> put.bucket(bucket)
                    .serverSideEncryptionConfiguration(configuration -> configuration.rules(ENCRYPTED_BY_DEFAULT)));
        }
        if (before.has(PUBLIC_ACCESS) && !now.has(PUBLIC_ACCESS)) {
            s3.deletePublicAccessBlock(delete -> delete.bucket(bucket));
        }
        if (before.has(LIFECYCLE) && !now.has(LIFECYCLE)) {
            s3.deleteBucketLifecycle(delete -> delete.bucket(bucket));
        }
    }

    private void applyEncryption(String bucket, Properties encryption) {
        List<ServerSideEncryptionRule> rules = encryption.objects("ServerSideEncryptionConfiguration").stream()
                .map(rule -> ServerSideEncryptionRule.builder()
                        .bucketKeyEnabled(rule.bool("BucketKeyEnabled").orElse(null))
                        .applyServerSideEncryptionByDefault(rule.object("ServerSideEncryptionByDefault")
                                .to(ServerSideEncryptionByDefault.builder())
                                .build())
                        .build())
                .toList();
        if (!rules.isEmpty()) {
            s3.putBucketEncryption(put ->
                    put.bucket(bucket).serverSideEncryptionConfiguration(configuration -> configuration.rules(rules)));
        }
    }

    private void applyPublicAccessBlock(String bucket, Properties properties) {
        if (properties.has(PUBLIC_ACCESS)) {
            s3.putPublicAccessBlock(put -> put.bucket(bucket)
                    .publicAccessBlockConfiguration(properties
                            .object(PUBLIC_ACCESS)
                            .to(PublicAccessBlockConfiguration.builder())
                            .build()));
        }
    }

    private void applyLifecycle(String bucket, List<Properties> rules) {
        if (rules.isEmpty()) {
            return;
        }
        s3.putBucketLifecycleConfiguration(put -> put.bucket(bucket)
                .lifecycleConfiguration(configuration -> configuration.rules(
                        rules.stream().map(BucketType::lifecycleRule).toList())));
    }

    private static LifecycleRule lifecycleRule(Properties rule) {
        var lifecycle = LifecycleRule.builder()
                .id(rule.text("Id").orElse(null))
                .status(ExpirationStatus.fromValue(rule.requiredText("Status")))
                .filter(filter -> filter.prefix(rule.text("Prefix").orElse("")));
        rule.integer("ExpirationInDays").ifPresent(days -> lifecycle.expiration(expire -> expire.days(days)));
        rule.object("NoncurrentVersionExpiration")
                .integer("NoncurrentDays")
                .or(() -> rule.integer("NoncurrentVersionExpirationInDays"))
                .ifPresent(days -> lifecycle.noncurrentVersionExpiration(expire -> expire.noncurrentDays(days)));
        rule.object("AbortIncompleteMultipartUpload")
                .integer("DaysAfterInitiation")
                .ifPresent(days -> lifecycle.abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(days)));
        return lifecycle.build();
    }
}
