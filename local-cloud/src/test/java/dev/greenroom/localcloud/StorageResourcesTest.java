package dev.greenroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;

/** Buckets, parameters and secrets, of a template. */
class StorageResourcesTest {
    @RegisterExtension
    static final SharedCloud cloud = new SharedCloud();

    private final SsmClient ssm = cloud.client(SsmClient.builder());
    private final SecretsManagerClient secrets = cloud.client(SecretsManagerClient.builder());
    private final S3Client s3 = cloud.client(S3Client.builder().forcePathStyle(true));

    @Test
    void are_made_changed_brought_back_and_deleted() {
        TestStack stack = TestStack.create(cloud, "storage");
        storageIsVersionOne(stack);
        String generated = secret(stack.output("Generated"));
        assertThat(generated).matches("\\{\"username\":\"admin\",\"password\":\"[A-Za-z0-9]{20}\"}");

        stack.updateInVain();
        storageIsVersionOne(stack);

        stack.update("two");
        storageIsVersionTwo(stack);
        assertThat(secret(stack.output("Generated")))
                .matches("\\{\"username\":\"admin\",\"password\":\"[A-Za-z0-9]{24}\"}");

        String bucket = stack.output("Bucket");
        String given = stack.output("Given");
        stack.delete();
        assertThatExceptionOfType(NoSuchBucketException.class)
                .isThrownBy(() -> s3.listObjectsV2(list -> list.bucket(bucket)));
        assertThat(parameters("/storage/setting")).isEmpty();
        assertThatExceptionOfType(software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException.class)
                .isThrownBy(() -> secrets.describeSecret(describe -> describe.secretId(given)));
    }

    private void storageIsVersionOne(TestStack stack) {
        String bucket = stack.output("Bucket");
        assertThat(s3.getBucketVersioning(get -> get.bucket(bucket)).statusAsString())
                .isEqualTo("Enabled");
        assertThat(encryption(bucket)).isEqualTo("aws:kms");
        assertThat(s3.getPublicAccessBlock(get -> get.bucket(bucket))
                        .publicAccessBlockConfiguration()
                        .restrictPublicBuckets())
                .isTrue();
        assertThat(s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket))
                        .rules()
                        .get(0)
                        .expiration()
                        .days())
                .isEqualTo(30);
        assertThat(s3.getBucketPolicy(get -> get.bucket(bucket)).policy())
                .contains("\"one\"")
                .contains(bucket);
        assertThat(bucketTags(bucket)).containsOnly(Map.entry("version", "one"), Map.entry("only-in-one", "yes"));
        assertThat(ssm.getParameter(get -> get.name("/storage/setting"))
                        .parameter()
                        .value())
                .isEqualTo("one");
        assertThat(parameters("/storage/setting"))
                .singleElement()
                .satisfies(parameter -> assertThat(parameter.description()).isEqualTo("first"));
        assertThat(parameterTags("/storage/setting"))
                .containsOnly(Map.entry("version", "one"), Map.entry("only-in-one", "yes"));
        assertThat(secret(stack.output("Given"))).isEqualTo("secret of one");
        DescribeSecretResponse given = describeSecret(stack.output("Given"));
        assertThat(given.description()).isEqualTo("first");
        assertThat(given.tags()).hasSize(2);
    }

    private void storageIsVersionTwo(TestStack stack) {
        String bucket = stack.output("Bucket");
        assertThat(s3.getBucketVersioning(get -> get.bucket(bucket)).statusAsString())
                .isEqualTo("Suspended");
        assertThat(encryption(bucket)).isEqualTo("AES256");
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> s3.getPublicAccessBlock(get -> get.bucket(bucket)));
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket)));
        assertThat(s3.getBucketPolicy(get -> get.bucket(bucket)).policy()).contains("\"two\"");
        assertThat(bucketTags(bucket)).containsOnly(Map.entry("version", "two"));
        assertThat(ssm.getParameter(get -> get.name("/storage/setting"))
                        .parameter()
                        .value())
                .isEqualTo("two");
        assertThat(parameterTags("/storage/setting")).containsOnly(Map.entry("version", "two"));
        assertThat(secret(stack.output("Given"))).isEqualTo("secret of two");
        assertThat(describeSecret(stack.output("Given")).tags()).hasSize(1);
    }

    private String encryption(String bucket) {
        return s3.getBucketEncryption(get -> get.bucket(bucket))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0)
                .applyServerSideEncryptionByDefault()
                .sseAlgorithmAsString();
    }

    private Map<String, String> bucketTags(String bucket) {
        return s3.getBucketTagging(get -> get.bucket(bucket)).tagSet().stream()
                .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
    }

    private List<ParameterMetadata> parameters(String name) {
        return ssm.describeParameters(describe -> describe.parameterFilters(ParameterStringFilter.builder()
                        .key("Name")
                        .option("Equals")
                        .values(name)
                        .build()))
                .parameters();
    }

    private Map<String, String> parameterTags(String name) {
        return ssm
                .listTagsForResource(list ->
                        list.resourceType(ResourceTypeForTagging.PARAMETER).resourceId(name))
                .tagList()
                .stream()
                .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
    }

    private String secret(String arn) {
        return secrets.getSecretValue(get -> get.secretId(arn)).secretString();
    }

    private DescribeSecretResponse describeSecret(String arn) {
        return secrets.describeSecret(describe -> describe.secretId(arn));
    }
}
