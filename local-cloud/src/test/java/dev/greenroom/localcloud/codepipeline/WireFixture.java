package dev.greenroom.localcloud.codepipeline;

import dev.greenroom.localcloud.gateway.EmulatedService;
import dev.greenroom.localcloud.gateway.Gateway;
import dev.greenroom.localcloud.protocol.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/** A CodePipeline with fakes around it behind a gateway, and the real SDK client that calls it. */
final class WireFixture implements AutoCloseable {
    final PipelineFixture pipelines = new PipelineFixture();
    final CodePipelineClient client;
    private final Gateway gateway;

    WireFixture() {
        gateway = gateway(pipelines.codePipeline);
        client = CodePipelineClient.builder()
                .endpointOverride(gateway.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("dev", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static Gateway gateway(CodePipelineClient service) {
        try {
            return Gateway.start(
                    0,
                    List.of(new EmulatedService(
                            "codepipeline",
                            CodePipelineClient.class,
                            Wire.json("CodePipeline_20150709"),
                            scope -> service)),
                    Map.of(),
                    () -> URI.create("http://localhost:1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        gateway.close();
        pipelines.close();
    }
}
