package dev.greenroom.localcloud.codepipeline.execution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ExecutionTrigger;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;

/** One execution of a pipeline, by the definition it was started with. Guarded by the store. */
final class Execution {
    private final Start start;
    private final Instant startTime;

    private PipelineExecutionStatus status = PipelineExecutionStatus.IN_PROGRESS;
    private String statusSummary = "";
    private Instant updated;
    private Ending ending = Ending.NONE;
    private PipelineExecutionStatus endsAs = PipelineExecutionStatus.STOPPED;
    private @Nullable String stopReason;
    private int stage;
    private boolean inside;
    private int attempt = 1;
    private boolean autoRetried;

    private final Map<String, ActionRun> current = new LinkedHashMap<>();
    private final Map<String, StageExecutionStatus> stages = new LinkedHashMap<>();
    private final List<ActionRun> runs = new ArrayList<>();
    private final Products products = new Products();

    Execution(Start start, Instant now) {
        this.start = start;
        this.startTime = now;
        this.updated = now;
        this.stage = start.firstStage();
    }

    /**
     * What an execution is started with.
     *
     * @param variables the pipeline's, with their values
     * @param pins revisions that sources have to be at
     * @param rollbackTarget whose artifacts and variables a rollback brings back
     */
    record Start(
            String id,
            PipelineDeclaration definition,
            ExecutionTrigger trigger,
            Map<String, String> variables,
            List<SourceRevisionOverride> pins,
            int firstStage,
            Optional<Execution> rollbackTarget) {
        Start {
            variables = Map.copyOf(variables);
            pins = List.copyOf(pins);
        }
    }

    String id() {
        return start.id();
    }

    PipelineDeclaration definition() {
        return start.definition();
    }

    ExecutionTrigger trigger() {
        return start.trigger();
    }

    Map<String, String> pipelineVariables() {
        return start.variables();
    }

    Optional<SourceRevisionOverride> pin(String action) {
        return start.pins().stream()
                .filter(each -> each.actionName().equals(action))
                .findFirst();
    }

    Optional<Execution> rollbackTarget() {
        return start.rollbackTarget();
    }

    ExecutionType type() {
        return start.rollbackTarget().isPresent() ? ExecutionType.ROLLBACK : ExecutionType.STANDARD;
    }

    Instant startTime() {
        return startTime;
    }

    Instant updated() {
        return updated;
    }

    PipelineExecutionStatus status() {
        return status;
    }

    String statusSummary() {
        return statusSummary;
    }

    Optional<String> stopReason() {
        return Optional.ofNullable(stopReason);
    }

    int attempt() {
        return attempt;
    }

    boolean isActive() {
        return status == PipelineExecutionStatus.IN_PROGRESS || status == PipelineExecutionStatus.STOPPING;
    }

    boolean isInside() {
        return inside;
    }

    Ending ending() {
        return ending;
    }

    PipelineExecutionStatus endsAs() {
        return endsAs;
    }

    boolean wasAutoRetried() {
        return autoRetried;
    }

    /** The stage that it is in or in front of; the last one it was in when it has ended. */
    StageDeclaration stage() {
        return definition().stages().get(stage);
    }

    boolean isInLastStage() {
        return stage == definition().stages().size() - 1 || type() == ExecutionType.ROLLBACK;
    }

    Optional<StageExecutionStatus> statusIn(String stageName) {
        return Optional.ofNullable(stages.get(stageName));
    }

    /** The latest runs of the actions of the stage that it is in, by name. */
    Map<String, ActionRun> current() {
        return current;
    }

    List<ActionRun> runs() {
        return runs;
    }

    Products products() {
        return products;
    }

    void add(ActionRun run) {
        runs.add(run);
        current.put(run.action().name(), run);
    }

    void enter(Instant now) {
        inside = true;
        autoRetried = false;
        current.clear();
        inStage(StageExecutionStatus.IN_PROGRESS, now);
    }

    /** Goes on to wait in front of the next stage. */
    void leave() {
        inside = false;
        stage++;
        current.clear();
    }

    /** Goes back into the stage that failed. */
    void retry(boolean all, boolean automatic, Instant now) {
        if (all) {
            current.clear();
        } else {
            current.values().removeIf(run -> run.phase() == ActionPhase.FAILED);
        }
        attempt++;
        autoRetried |= automatic;
        inside = true;
        become(PipelineExecutionStatus.IN_PROGRESS, "", now);
        inStage(StageExecutionStatus.IN_PROGRESS, now);
    }

    void inStage(StageExecutionStatus stageStatus, Instant now) {
        stages.put(stage().name(), stageStatus);
        updated = now;
    }

    void become(PipelineExecutionStatus next, String summary, Instant now) {
        status = next;
        statusSummary = summary;
        updated = now;
    }

    /** It ends, and is in no stage any more. */
    void end(PipelineExecutionStatus last, String summary, Instant now) {
        inside = false;
        become(last, summary, now);
    }

    void stop(Ending how, @Nullable String reason, Instant now) {
        ending = how;
        endsAs = PipelineExecutionStatus.STOPPED;
        stopReason = reason;
        become(PipelineExecutionStatus.STOPPING, "", now);
        if (inside) {
            inStage(StageExecutionStatus.STOPPING, now);
        }
    }

    /** The pipeline is not any more what it was started with. */
    void cancel() {
        if (ending == Ending.NONE) {
            ending = Ending.AFTER_ACTIONS;
            endsAs = PipelineExecutionStatus.CANCELLED;
        }
    }
}
