package dev.greenroom.cli.fakes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;

/** Images in one repository, each with a tag. */
public final class FakeImages implements EcrClient {
    private final Map<String, String> digests = new ConcurrentHashMap<>();

    public void has(String tag, String digest) {
        digests.put(tag, digest);
    }

    @Override
    public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
        String tag = request.imageIds().get(0).imageTag();
        if (!digests.containsKey(tag)) {
            String message = "The image with the tag %s does not exist".formatted(tag);
            throw ImageNotFoundException.builder()
                    .message(message)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("ImageNotFoundException")
                            .errorMessage(message)
                            .build())
                    .build();
        }
        return DescribeImagesResponse.builder()
                .imageDetails(ImageDetail.builder()
                        .imageDigest(digests.get(tag))
                        .imageTags(tag)
                        .build())
                .build();
    }

    @Override
    public String serviceName() {
        return "ecr";
    }

    @Override
    public void close() {}
}
