package dev.greenroom.localcloud.codebuild.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenroom.localcloud.codebuild.report.TestResult.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads the JSON that Cucumber writes: features, their scenarios, and the results of steps. */
final class CucumberJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CucumberJson() {}

    static List<TestResult> read(Path file) throws IOException {
        JsonNode features;
        try {
            features = JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new IOException(
                    "Tried to read %s as CUCUMBERJSON but %s".formatted(file.getFileName(), e.getMessage()), e);
        }
        List<TestResult> results = new ArrayList<>();
        for (JsonNode feature : features) {
            for (JsonNode scenario : feature.path("elements")) {
                if (!scenario.path("type").asText().equals("background")) {
                    results.add(result(feature.path("name").asText(), scenario));
                }
            }
        }
        return results;
    }

    private static TestResult result(String feature, JsonNode scenario) {
        Status status = Status.SUCCEEDED;
        String message = "";
        long nanos = 0;
        for (JsonNode step : steps(scenario)) {
            JsonNode result = step.path("result");
            nanos += result.path("duration").asLong();
            Status ofStep = status(result.path("status").asText());
            if (status == Status.SUCCEEDED && ofStep != Status.SUCCEEDED) {
                status = ofStep;
                message = "%s%s: %s"
                        .formatted(
                                step.path("keyword").asText(),
                                step.path("name").asText(),
                                result.path("error_message")
                                        .asText(result.path("status").asText()));
            }
        }
        return new TestResult(feature, scenario.path("name").asText(), status, message, Duration.ofNanos(nanos));
    }

    private static List<JsonNode> steps(JsonNode scenario) {
        List<JsonNode> steps = new ArrayList<>();
        scenario.path("before").forEach(steps::add);
        for (JsonNode step : scenario.path("steps")) {
            steps.add(step);
            step.path("after").forEach(steps::add);
        }
        scenario.path("after").forEach(steps::add);
        return steps;
    }

    private static Status status(String step) {
        return switch (step) {
            case "passed" -> Status.SUCCEEDED;
            case "failed" -> Status.FAILED;
            case "skipped" -> Status.SKIPPED;
            default -> Status.ERROR;
        };
    }
}
