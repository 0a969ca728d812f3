package dev.greenroom.infra.steps;

import dev.greenroom.infra.Image;
import dev.greenroom.infra.fakes.FakeAws;
import dev.greenroom.infra.fakes.SteppingClock;
import dev.greenroom.infra.stacks.Pacing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An environment test whose slot a is live, what a step is told, and what it tells. */
final class Rehearsal {
    static final Image OLD = image("a");
    static final Image NEW = image("b");
    static final String LIVE = "service-a";
    static final String GREEN = "service-b";
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    final FakeAws aws = new FakeAws();
    final SteppingClock clock = new SteppingClock(Instant.EPOCH.plus(Duration.ofDays(1)));
    final Pacing pacing = new Pacing(clock, clock::step);
    private final Map<String, String> variables = new TreeMap<>(Map.of("PROJECT", "demo"));
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    Rehearsal told(String name, String value) {
        variables.put(name, value);
        return this;
    }

    BuildVariables variables() {
        return new BuildVariables(variables);
    }

    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    Rehearsal isLive(String slot, String rollbackImage, String greenUrl) {
        aws.cloudFormation()
                .hasStack(
                        "demo-test-load-balancer",
                        "UPDATE_COMPLETE",
                        Map.of("LiveSlot", slot),
                        Map.of(
                                "LiveSlot",
                                slot,
                                "RollbackImage",
                                rollbackImage,
                                "BlueUrl",
                                "http://127.0.0.2:8280",
                                "GreenUrl",
                                greenUrl,
                                "TargetGroupA",
                                "group-a",
                                "TargetGroupB",
                                "group-b"));
        aws.cloudFormation().hasStack("demo-test-cluster", "CREATE_COMPLETE", Map.of(), Map.of("Cluster", "cluster"));
        return this;
    }

    Rehearsal holds(String slot, Image image) {
        aws.cloudFormation()
                .hasStack(
                        "demo-test-service-" + slot,
                        "UPDATE_COMPLETE",
                        Map.of("Image", image.toString(), "DesiredCount", "1"),
                        Map.of("Service", "service-" + slot));
        aws.ecs().hasService("service-" + slot, image.toString());
        return this;
    }

    /** What a step left for those after it. */
    static List<String> exported(Path file) throws IOException {
        return Files.readAllLines(file);
    }

    private static Image image(String digit) {
        return Image.parse("localhost:4566/demo/service@sha256:" + digit.repeat(64));
    }
}
