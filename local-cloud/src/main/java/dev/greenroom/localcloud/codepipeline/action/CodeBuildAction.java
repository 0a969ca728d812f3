package dev.greenroom.localcloud.codepipeline.action;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsReason;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.PipelineBuild;
import dev.greenroom.localcloud.codepipeline.model.ActionFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.CodeBuildException;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/** Runs a build of CodeBuild and waits for its end. A build that nobody waits for any more is stopped. */
final class CodeBuildAction implements ActionRunner {
    private static final Logger LOG = LoggerFactory.getLogger(CodeBuildAction.class);
    private static final Duration POLL = Duration.ofMillis(50);

    private final AwsScope scope;
    private final AwsClients clients;

    CodeBuildAction(AwsScope scope, AwsClients clients) {
        this.scope = scope;
        this.clients = clients;
    }

    @Override
    public Optional<ActionResult> run(ActionInput input, ActionProgress progress) throws InterruptedException {
        String project = input.required("ProjectName");
        String arn = scope.arn("codebuild", "project/" + project);
        input.role().require("codebuild:StartBuild", arn);
        input.role().require("codebuild:BatchGetBuilds", arn);
        Artifact primary = primary(input);
        Build started = start(input, project, primary);
        progress.started(started.id(), url(started));
        Build ended = await(started.id());
        if (ended.buildStatus() != StatusType.SUCCEEDED) {
            throw ActionFailedException.job(failure(ended));
        }
        return Optional.of(ActionResult.of(
                "Build %s succeeded".formatted(ended.id()),
                exported(ended),
                input.outputs().stream()
                        .map(output -> output.from(primary.revision()))
                        .toList()));
    }

    private static Artifact primary(ActionInput input) {
        return input.text("PrimarySource").map(input::input).orElseGet(() -> input.inputs()
                .get(0));
    }

    private Build start(ActionInput input, String project, Artifact primary) {
        List<EnvironmentVariable> variables = variables(input.text("EnvironmentVariables"));
        var build = new PipelineBuild(
                input.pipeline(),
                primary.revision(),
                primary.name(),
                objects(input.inputs()),
                objects(input.outputs()));
        try {
            return clients.codeBuild()
                    .startBuild(request -> request.projectName(project)
                            .environmentVariablesOverride(variables)
                            .overrideConfiguration(build::attach))
                    .build();
        } catch (CodeBuildException e) {
            throw ActionFailedException.configuration("Error calling startBuild: " + AwsReason.of(e));
        }
    }

    private static Map<String, PipelineBuild.StoredObject> objects(List<Artifact> artifacts) {
        return artifacts.stream().collect(Collectors.toMap(Artifact::name, Artifact::object));
    }

    /** A JSON array of name, value and type. */
    private static List<EnvironmentVariable> variables(Optional<String> text) {
        if (text.isEmpty()) {
            return List.of();
        }
        JsonNode array = Json.read(text.get(), "EnvironmentVariables");
        if (!array.isArray()) {
            throw ActionFailedException.configuration("EnvironmentVariables is not a JSON array");
        }
        var variables = new ArrayList<EnvironmentVariable>();
        for (JsonNode each : array) {
            EnvironmentVariableType type =
                    EnvironmentVariableType.fromValue(each.path("type").asText("PLAINTEXT"));
            if (!each.path("name").isTextual() || type == EnvironmentVariableType.UNKNOWN_TO_SDK_VERSION) {
                throw ActionFailedException.configuration(
                        "EnvironmentVariables has an element without a name or with an unknown type: " + each);
            }
            variables.add(EnvironmentVariable.builder()
                    .name(each.path("name").asText())
                    .value(each.path("value").asText())
                    .type(type)
                    .build());
        }
        return variables;
    }

    private Build await(String id) throws InterruptedException {
        try {
            Build build = get(id);
            while (build.buildStatus() == StatusType.IN_PROGRESS) {
                Thread.sleep(POLL.toMillis());
                build = get(id);
            }
            return build;
        } catch (InterruptedException e) {
            stop(id);
            throw e;
        } catch (SdkException e) {
            if (Thread.currentThread().isInterrupted()) {
                stop(id);
            }
            throw e;
        }
    }

    private Build get(String id) {
        return clients.codeBuild().batchGetBuilds(get -> get.ids(id)).builds().stream()
                .findFirst()
                .orElseThrow(() -> ActionFailedException.job("Build %s does not exist any more".formatted(id)));
    }

    private void stop(String id) {
        try {
            clients.codeBuild().stopBuild(stop -> stop.id(id));
        } catch (SdkException e) {
            LOG.warn("Tried to stop build {} but {}", id, AwsReason.of(e));
        }
    }

    /** The phase that failed says why. */
    private static String failure(Build build) {
        String terminated = "Build terminated with state: " + build.buildStatusAsString();
        return build.phases().stream()
                .filter(CodeBuildAction::hasFailed)
                .findFirst()
                .map(phase -> "%s. Phase: %s%s".formatted(terminated, phase.phaseTypeAsString(), context(phase)))
                .orElse(terminated);
    }

    private static boolean hasFailed(BuildPhase phase) {
        StatusType status = phase.phaseStatus();
        return status != null && status != StatusType.SUCCEEDED && status != StatusType.IN_PROGRESS;
    }

    private static String context(BuildPhase phase) {
        return phase.contexts().stream()
                .filter(context ->
                        context.message() != null && !context.message().isEmpty())
                .findFirst()
                .map(context -> ", Code: %s, Message: %s".formatted(context.statusCode(), context.message()))
                .orElse("");
    }

    private static Map<String, String> exported(Build build) {
        var variables = new LinkedHashMap<String, String>();
        build.exportedEnvironmentVariables()
                .forEach(variable -> variables.put(variable.name(), variable.value() == null ? "" : variable.value()));
        return variables;
    }

    private String url(Build build) {
        return "https://console.aws.amazon.com/codebuild/home?region=%s#/builds/%s/view/new"
                .formatted(scope.region(), build.id());
    }
}
