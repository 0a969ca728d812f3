package dev.greenroom.localcloud.codepipeline;

import dev.greenroom.localcloud.gateway.ServedService;
import dev.greenroom.localcloud.protocol.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/** A CodePipeline with fakes around it behind a gateway, and the real SDK client that calls it. */
final class WireFixture implements AutoCloseable {
    final PipelineFixture pipelines = new PipelineFixture();
    final CodePipelineClient client;
    private final ServedService<CodePipelineClient> served;

    WireFixture() {
        try {
            served = ServedService.start(
                    "codepipeline",
                    CodePipelineClient.class,
                    Wire.json("CodePipeline_20150709"),
                    pipelines.codePipeline,
                    CodePipelineClient.builder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client = served.client();
    }

    @Override
    public void close() {
        served.close();
        pipelines.close();
    }
}
