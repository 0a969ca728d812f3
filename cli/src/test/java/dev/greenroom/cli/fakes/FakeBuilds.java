package dev.greenroom.cli.fakes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;

/** Builds that log to the group {@code builds}, in a stream of their own name. */
public final class FakeBuilds implements CodeBuildClient {
    public static final String LOG_GROUP = "builds";

    private final Map<String, Boolean> builds = new ConcurrentHashMap<>();
    private final Map<String, List<BuildPhase>> phases = new ConcurrentHashMap<>();

    public void has(String build, boolean isComplete) {
        builds.put(build, isComplete);
    }

    /** @param until null for the phase that it is in */
    public void spent(String build, BuildPhaseType phase, Instant from, @Nullable Instant until) {
        has(build, phase == BuildPhaseType.COMPLETED);
        phases.computeIfAbsent(build, added -> new CopyOnWriteArrayList<>())
                .add(BuildPhase.builder()
                        .phaseType(phase)
                        .startTime(from)
                        .endTime(until)
                        .build());
    }

    @Override
    public BatchGetBuildsResponse batchGetBuilds(BatchGetBuildsRequest request) {
        return BatchGetBuildsResponse.builder()
                .builds(request.ids().stream()
                        .filter(builds::containsKey)
                        .map(id -> Build.builder()
                                .id(id)
                                .buildComplete(builds.get(id))
                                .phases(phases.getOrDefault(id, List.of()))
                                .logs(logs -> logs.groupName(LOG_GROUP).streamName(id))
                                .build())
                        .toList())
                .build();
    }

    @Override
    public String serviceName() {
        return "codebuild";
    }

    @Override
    public void close() {}
}
