package dev.greenroom.localcloud.codebuild;

import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.codebuild.build.BuildPace;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.Guardian;
import dev.greenroom.localcloud.runtime.process.build.ProcessBuildRuntime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.ComputeType;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.EnvironmentType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;

/** A CodeBuild with fakes around it that really runs processes, and what a test needs to say often. */
final class CodeBuildFixture implements AutoCloseable {
    static final String PROJECT = "app";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final FakeAws aws = new FakeAws();
    final CodeBuild codeBuild;
    final ProcessBuildRuntime runtime;
    private final Guardian guardian;
    private final ChildProcesses children;

    CodeBuildFixture(Path folder) throws IOException {
        this(folder, BuildPace.USUAL, () -> URI.create("http://localhost:4566"));
    }

    CodeBuildFixture(Path folder, BuildPace pace, Supplier<URI> gateway) throws IOException {
        guardian = Guardian.start();
        children = new ChildProcesses(guardian);
        runtime = new ProcessBuildRuntime(children, folder);
        codeBuild = new CodeBuild(
                new AwsScope(AwsScope.LOCAL_ACCOUNT, "eu-west-1"),
                aws.clients(),
                runtime,
                gateway,
                Clock.systemUTC(),
                pace);
    }

    @Override
    public void close() {
        codeBuild.close();
        runtime.close();
        children.close();
        guardian.close();
    }

    static CreateProjectRequest.Builder project(String buildspec) {
        return CreateProjectRequest.builder()
                .name(PROJECT)
                .serviceRole(FakeAws.ROLE)
                .source(source -> source.type(SourceType.NO_SOURCE).buildspec(buildspec))
                .artifacts(artifacts -> artifacts.type(ArtifactsType.NO_ARTIFACTS))
                .environment(environment -> environment
                        .type(EnvironmentType.LINUX_CONTAINER)
                        .image("aws/codebuild/standard:7.0")
                        .computeType(ComputeType.BUILD_GENERAL1_SMALL));
    }

    /** A project whose buildspec it is, built once. */
    Build build(String buildspec) {
        return build(buildspec, start -> {});
    }

    Build build(String buildspec, Consumer<StartBuildRequest.Builder> change) {
        codeBuild.createProject(project(buildspec).build());
        return finished(start(change));
    }

    Build start(Consumer<StartBuildRequest.Builder> change) {
        return codeBuild
                .startBuild(StartBuildRequest.builder()
                        .projectName(PROJECT)
                        .applyMutation(change)
                        .build())
                .build();
    }

    Build finished(Build build) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> now(build), Build::buildComplete);
    }

    Build now(Build build) {
        return codeBuild.batchGetBuilds(get -> get.ids(build.id())).builds().get(0);
    }

    String log(Build build) {
        return String.join("\n", aws.logs.lines(build.logs().streamName()));
    }

    static BuildPhase phase(Build build, BuildPhaseType type) {
        return build.phases().stream()
                .filter(phase -> phase.phaseType() == type)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no phase " + type + " in " + build.phases()));
    }

    static String context(Build build, BuildPhaseType type) {
        return phase(build, type).contexts().stream()
                .map(context -> context.statusCode() + ": " + context.message())
                .findFirst()
                .orElse("");
    }

    static EnvironmentVariable variable(String name, String value) {
        return EnvironmentVariable.builder().name(name).value(value).build();
    }
}
