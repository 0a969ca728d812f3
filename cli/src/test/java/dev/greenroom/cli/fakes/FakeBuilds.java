package dev.greenroom.cli.fakes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.Build;

/** Builds that log to the group {@code builds}, in a stream of their own name. */
public final class FakeBuilds implements CodeBuildClient {
    public static final String LOG_GROUP = "builds";

    private final Map<String, Boolean> builds = new ConcurrentHashMap<>();

    public void has(String build, boolean isComplete) {
        builds.put(build, isComplete);
    }

    @Override
    public BatchGetBuildsResponse batchGetBuilds(BatchGetBuildsRequest request) {
        return BatchGetBuildsResponse.builder()
                .builds(request.ids().stream()
                        .filter(builds::containsKey)
                        .map(id -> Build.builder()
                                .id(id)
                                .buildComplete(builds.get(id))
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
