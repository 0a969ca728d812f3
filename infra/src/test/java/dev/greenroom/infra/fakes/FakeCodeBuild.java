package dev.greenroom.infra.fakes;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.Build;

/** Builds that a test says there are. */
public final class FakeCodeBuild implements CodeBuildClient {
    private final Map<String, Build> builds = new LinkedHashMap<>();

    public void hasBuild(Build build) {
        builds.put(build.id(), build);
    }

    @Override
    public BatchGetBuildsResponse batchGetBuilds(BatchGetBuildsRequest request) {
        return BatchGetBuildsResponse.builder()
                .builds(request.ids().stream()
                        .filter(builds::containsKey)
                        .map(builds::get)
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
