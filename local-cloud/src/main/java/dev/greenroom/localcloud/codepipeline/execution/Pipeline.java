package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.codepipeline.model.ExecutionErrors;
import dev.greenroom.localcloud.codepipeline.model.PipelineErrors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** A pipeline with all that ever happened in it. Guarded by the store. */
final class Pipeline {
    private final String arn;
    private final Instant created;
    private final Map<Integer, PipelineDeclaration> versions = new HashMap<>();
    private final Map<String, StageRecord> stages = new HashMap<>();
    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private final Map<String, String> startsByToken = new HashMap<>();
    private PipelineDeclaration definition;
    private Instant updated;

    Pipeline(String arn, PipelineDeclaration definition, Instant now) {
        this.arn = arn;
        this.created = now;
        this.updated = now;
        this.definition = definition.toBuilder().version(1).build();
        versions.put(1, this.definition);
    }

    String name() {
        return definition.name();
    }

    String arn() {
        return arn;
    }

    PipelineDeclaration definition() {
        return definition;
    }

    Optional<PipelineDeclaration> version(int number) {
        return Optional.ofNullable(versions.get(number));
    }

    Instant created() {
        return created;
    }

    Instant updated() {
        return updated;
    }

    /** What was started with a client's token, which so starts nothing twice. */
    Map<String, String> startsByToken() {
        return startsByToken;
    }

    /** In the order in which they started. */
    List<Execution> executions() {
        return List.copyOf(executions.values());
    }

    Stream<Execution> active() {
        return executions().stream().filter(Execution::isActive);
    }

    Execution execution(String id) {
        return Optional.ofNullable(executions.get(id)).orElseThrow(() -> ExecutionErrors.executionNotFound(name(), id));
    }

    void add(Execution execution) {
        executions.put(execution.id(), execution);
    }

    /** What is remembered of a stage, of this definition or one before. */
    StageRecord stage(String stageName) {
        return stages.computeIfAbsent(stageName, key -> new StageRecord());
    }

    int indexOf(String stageName) {
        List<StageDeclaration> all = definition.stages();
        return Stream.iterate(0, index -> index < all.size(), index -> index + 1)
                .filter(index -> all.get(index).name().equals(stageName))
                .findFirst()
                .orElseThrow(() -> PipelineErrors.stageNotFound(name(), stageName));
    }

    void define(PipelineDeclaration next, Instant now) {
        definition = next.toBuilder().version(definition.version() + 1).build();
        versions.put(definition.version(), definition);
        updated = now;
    }

    PipelineView view() {
        Set<String> closed = stages.entrySet().stream()
                .filter(entry -> !entry.getValue().transition().enabled())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new PipelineView(
                definition.executionMode(), closed, active().map(this::view).toList());
    }

    private ExecutionView view(Execution execution) {
        var actions = new ArrayList<ActionView>();
        for (ActionDeclaration action : execution.stage().actions()) {
            ActionRun run = execution.current().get(action.name());
            actions.add(
                    new ActionView(action.name(), action.runOrder(), run == null ? ActionPhase.WAITING : run.phase()));
        }
        return new ExecutionView(
                execution.id(),
                execution.stage().name(),
                execution.isInside(),
                execution.ending(),
                Recoveries.of(this, execution),
                actions);
    }
}
