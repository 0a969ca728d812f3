package dev.greenroom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks one address which release answers, and counts. Used by one thread; its counts are read by another. */
final class Asker {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name;
    private final HttpRequest request;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Integer> answers = new TreeMap<>();
    private int failed;
    private String last = "";

    Asker(String name, String url, Duration timeout) {
        this.name = name;
        this.request = HttpRequest.newBuilder(URI.create(url)).timeout(timeout).build();
    }

    String name() {
        return name;
    }

    synchronized int failed() {
        return failed;
    }

    /** Asks; returns a line to show when the answer differs from the one before, and for each failure. */
    Optional<String> askOnce() throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? answered(release(response.body()))
                    : failure("HTTP " + response.statusCode());
        } catch (IOException e) {
            return failure(e.toString());
        }
    }

    synchronized String summary() {
        int all = answers.values().stream().mapToInt(Integer::intValue).sum() + failed;
        return "%s: %d requests, %d failed, answered by %s".formatted(name, all, failed, answers);
    }

    synchronized Map<String, Object> asJson() {
        var result = new LinkedHashMap<String, Object>();
        result.put("url", request.uri().toString());
        result.put("failed", failed);
        result.put("answers", Map.copyOf(answers));
        return result;
    }

    private static String release(String body) throws IOException {
        JsonNode json = JSON.readTree(body);
        return "%s (slot %s)"
                .formatted(json.path("version").asText("?"), json.path("slot").asText("?"));
    }

    private synchronized Optional<String> answered(String release) {
        answers.merge(release, 1, Integer::sum);
        if (release.equals(last)) {
            return Optional.empty();
        }
        last = release;
        return Optional.of(line(release));
    }

    private synchronized Optional<String> failure(String reason) {
        failed++;
        last = "";
        return Optional.of(line("FAILED: " + reason));
    }

    private String line(String text) {
        return "%s %s: %s".formatted(TIME.format(LocalTime.now()), name, text);
    }
}
