package dev.greenroom.localcloud.protocol;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

/** An awsQuery service with maps and blobs. */
final class FakeSns implements SnsClient {
    static final ServiceEndpoint ENDPOINT =
            new ServiceEndpoint("sns", SnsClient.class, Wire.query("http://sns.amazonaws.com/doc/2010-03-31/"));

    @Nullable
    PublishRequest published;

    GetTopicAttributesResponse attributes = GetTopicAttributesResponse.builder().build();

    @Override
    public PublishResponse publish(PublishRequest request) throws SnsException {
        published = request;
        return PublishResponse.builder().messageId("1").build();
    }

    @Override
    public GetTopicAttributesResponse getTopicAttributes(GetTopicAttributesRequest request) throws SnsException {
        return attributes;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
