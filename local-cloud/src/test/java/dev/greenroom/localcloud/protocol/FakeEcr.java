package dev.greenroom.localcloud.protocol;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.UploadLayerPartRequest;
import software.amazon.awssdk.services.ecr.model.UploadLayerPartResponse;

/** A JSON service with blobs. */
final class FakeEcr implements EcrClient {
    static final ServiceEndpoint ENDPOINT =
            new ServiceEndpoint("ecr", EcrClient.class, Wire.json("AmazonEC2ContainerRegistry_V20150921"));

    @Nullable
    UploadLayerPartRequest uploaded;

    @Override
    public UploadLayerPartResponse uploadLayerPart(UploadLayerPartRequest request) throws EcrException {
        uploaded = request;
        return UploadLayerPartResponse.builder()
                .lastByteReceived(request.partLastByte())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
