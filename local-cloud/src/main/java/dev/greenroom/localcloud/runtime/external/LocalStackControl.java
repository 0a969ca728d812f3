package dev.greenroom.localcloud.runtime.external;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What LocalStack says of itself, and is told, below {@code /_localstack}. */
record LocalStackControl(URI address) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String MARK = "greenroom";

    /** Another one each time it starts. */
    String session() throws IOException, InterruptedException {
        return String.valueOf(JSON.readTree(get("/_localstack/info")).path("session_id"));
    }

    /** Whether a cloud has used it since it started. */
    boolean wasUsed() throws IOException, InterruptedException {
        return JSON.readTree(get("/_localstack/health")).has(MARK);
    }

    /** It remembers, for as long as it runs, what it is told to say of its health. */
    void markAsUsed() throws IOException, InterruptedException {
        send(request("/_localstack/health").PUT(BodyPublishers.ofString("{\"%s\": \"used\"}".formatted(MARK))));
    }

    void end() throws IOException, InterruptedException {
        send(request("/_localstack/health").POST(BodyPublishers.ofString("{\"action\": \"kill\"}")));
    }

    private String get(String path) throws IOException, InterruptedException {
        String answer = send(request(path));
        try {
            JSON.readTree(answer);
            return answer;
        } catch (JsonProcessingException e) {
            throw new IOException("%s is no LocalStack".formatted(address), e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json");
    }

    private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("it answers with status " + answer.statusCode());
        }
        return answer.body();
    }
}
