package dev.greenroom.infra.fakes;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ListImagesRequest;
import software.amazon.awssdk.services.ecr.model.ListImagesResponse;

/** One repository. */
public final class FakeEcr implements EcrClient {
    private static final int DELETED_AT_ONCE = 100;

    private final Map<String, String> digests = new TreeMap<>();

    /** Digests by tag. */
    public Map<String, String> digests() {
        return digests;
    }

    @Override
    public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
        var wanted = request.imageIds().get(0);
        var tags = digests.entrySet().stream()
                .filter(image -> image.getKey().equals(wanted.imageTag())
                        || image.getValue().equals(wanted.imageDigest()))
                .toList();
        if (tags.isEmpty()) {
            throw ImageNotFoundException.builder().message("no such image").build();
        }
        return DescribeImagesResponse.builder()
                .imageDetails(ImageDetail.builder()
                        .imageDigest(tags.get(0).getValue())
                        .imageTags(tags.stream().map(Map.Entry::getKey).toList())
                        .build())
                .build();
    }

    @Override
    public ListImagesResponse listImages(ListImagesRequest request) {
        return ListImagesResponse.builder()
                .imageIds(digests.entrySet().stream()
                        .map(image -> ImageIdentifier.builder()
                                .imageTag(image.getKey())
                                .imageDigest(image.getValue())
                                .build())
                        .toList())
                .build();
    }

    @Override
    public BatchDeleteImageResponse batchDeleteImage(BatchDeleteImageRequest request) {
        if (request.imageIds().size() > DELETED_AT_ONCE) {
            throw EcrException.builder().message("too many images at once").build();
        }
        request.imageIds().forEach(id -> digests.values().remove(id.imageDigest()));
        return BatchDeleteImageResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return "ecr";
    }

    @Override
    public void close() {}
}
