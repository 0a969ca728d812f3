package dev.greenroom.localcloud.codepipeline;

import dev.greenroom.localcloud.aws.PipelineBuild;
import dev.greenroom.localcloud.fakes.AwsFailures;
import dev.greenroom.localcloud.fakes.FakeS3;
import dev.greenroom.localcloud.fakes.Zip;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.ExportedEnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.PhaseContext;
import software.amazon.awssdk.services.codebuild.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StartBuildResponse;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.codebuild.model.StopBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StopBuildResponse;

/** Builds that succeed at once, but for projects that are held or fail. */
final class FakeCodeBuild implements CodeBuildClient {
    private final FakeS3 s3;
    private final List<StartBuildRequest> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Build> builds = new ConcurrentHashMap<>();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final Map<String, Map<String, String>> exported = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> files = new ConcurrentHashMap<>();

    FakeCodeBuild(FakeS3 s3) {
        this.s3 = s3;
    }

    List<StartBuildRequest> requests(String project) {
        return requests.stream()
                .filter(request -> request.projectName().equals(project))
                .toList();
    }

    /** Builds of the project go on until they are released. */
    void hold(String project) {
        held.add(project);
    }

    void release(String project) {
        held.remove(project);
        builds.replaceAll(
                (id, build) -> build.projectName().equals(project) && build.buildStatus() == StatusType.IN_PROGRESS
                        ? ended(build)
                        : build);
    }

    void fail(String project) {
        failing.add(project);
    }

    void repair(String project) {
        failing.remove(project);
    }

    void export(String project, Map<String, String> variables) {
        exported.put(project, variables);
    }

    /** What the archives that the project makes hold. */
    void makes(String project, Map<String, String> content) {
        files.put(project, content);
    }

    List<StatusType> statuses(String project) {
        return builds.values().stream()
                .filter(build -> build.projectName().equals(project))
                .map(Build::buildStatus)
                .toList();
    }

    @Override
    public StartBuildResponse startBuild(StartBuildRequest request) {
        if (request.projectName().equals("none")) {
            throw AwsFailures.failure(
                    ResourceNotFoundException.builder(), "ResourceNotFoundException", "Project cannot be found: none");
        }
        PipelineBuild build = PipelineBuild.of(request).orElseThrow();
        requests.add(request);
        Map<String, String> content = files.getOrDefault(request.projectName(), Map.of("built", "yes"));
        build.outputs()
                .values()
                .forEach(output -> s3.objects.put(output.bucket() + "/" + output.key(), Zip.of(content)));
        Build running = Build.builder()
                .id(request.projectName() + ":" + requests.size())
                .projectName(request.projectName())
                .buildStatus(StatusType.IN_PROGRESS)
                .build();
        Build current = held.contains(request.projectName()) ? running : ended(running);
        builds.put(current.id(), current);
        return StartBuildResponse.builder().build(running).build();
    }

    @Override
    public BatchGetBuildsResponse batchGetBuilds(BatchGetBuildsRequest request) {
        return BatchGetBuildsResponse.builder()
                .builds(builds.get(request.ids().get(0)))
                .build();
    }

    @Override
    public StopBuildResponse stopBuild(StopBuildRequest request) {
        Build stopped = builds.computeIfPresent(
                request.id(),
                (id, build) -> build.toBuilder().buildStatus(StatusType.STOPPED).build());
        return StopBuildResponse.builder().build(stopped).build();
    }

    private Build ended(Build build) {
        if (failing.contains(build.projectName())) {
            return build.toBuilder()
                    .buildStatus(StatusType.FAILED)
                    .phases(
                            phase(BuildPhaseType.INSTALL, StatusType.SUCCEEDED, ""),
                            phase(
                                    BuildPhaseType.BUILD,
                                    StatusType.FAILED,
                                    "Error while executing command: mvn. " + "Reason: exit status 1"))
                    .build();
        }
        return build.toBuilder()
                .buildStatus(StatusType.SUCCEEDED)
                .exportedEnvironmentVariables(exported.getOrDefault(build.projectName(), Map.of()).entrySet().stream()
                        .map(entry -> ExportedEnvironmentVariable.builder()
                                .name(entry.getKey())
                                .value(entry.getValue())
                                .build())
                        .toList())
                .build();
    }

    private static BuildPhase phase(BuildPhaseType type, StatusType status, String message) {
        return BuildPhase.builder()
                .phaseType(type)
                .phaseStatus(status)
                .contexts(PhaseContext.builder()
                        .statusCode(message.isEmpty() ? "" : "COMMAND_EXECUTION_ERROR")
                        .message(message)
                        .build())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
