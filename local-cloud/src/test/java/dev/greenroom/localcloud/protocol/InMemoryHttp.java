package dev.greenroom.localcloud.protocol;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** Lets a real SDK client talk to an endpoint without a network in between; keeps the last answer. */
final class InMemoryHttp implements SdkHttpClient {
    private final ServiceEndpoint endpoint;
    private final SdkClient implementation;

    @Nullable
    WireResponse lastResponse;

    @Nullable
    WireRequest lastRequest;

    int requests;

    InMemoryHttp(ServiceEndpoint endpoint, SdkClient implementation) {
        this.endpoint = endpoint;
        this.implementation = implementation;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return execute(request);
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}

    private HttpExecuteResponse execute(HttpExecuteRequest request) throws IOException {
        requests++;
        lastRequest = wireRequest(request);
        lastResponse = endpoint.answer(lastRequest, () -> implementation);
        var response = SdkHttpFullResponse.builder().statusCode(lastResponse.status());
        lastResponse.headers().forEach(response::putHeader);
        return HttpExecuteResponse.builder()
                .response(response.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(lastResponse.body())))
                .build();
    }

    private static WireRequest wireRequest(HttpExecuteRequest request) throws IOException {
        byte[] body = new byte[0];
        if (request.contentStreamProvider().isPresent()) {
            try (InputStream content = request.contentStreamProvider().get().newStream()) {
                body = content.readAllBytes();
            }
        }
        Map<String, String> headers = request.httpRequest().headers().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, header -> header.getValue().get(0)));
        return new WireRequest(
                request.httpRequest().encodedPath(),
                request.httpRequest().encodedQueryParameters().orElse(""),
                new LinkedHashMap<>(headers),
                body);
    }
}
