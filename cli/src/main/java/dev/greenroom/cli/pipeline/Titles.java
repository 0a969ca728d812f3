package dev.greenroom.cli.pipeline;

import dev.greenroom.infra.pipeline.Execution;
import dev.greenroom.infra.pipeline.PipelineStatus;
import java.util.List;

/** What executions are called. */
public final class Titles {
    private static final int LONGEST = 60;
    private static final int SHORT_ID = 8;

    private Titles() {}

    /** {@code 1a2b3c4 Add curtain}; while its source is not read yet, a part of its id. */
    public static String of(Execution execution) {
        String title = execution
                .revision()
                .map(Object::toString)
                .orElseGet(() -> "execution "
                        + execution
                                .id()
                                .substring(0, Math.min(SHORT_ID, execution.id().length())));
        return title.length() > LONGEST ? title.substring(0, LONGEST - 1) + "…" : title;
    }

    /** The pipeline's own first execution, which finds nothing to deliver where nothing was pushed yet. */
    static boolean isBirth(Execution execution) {
        return execution.trigger().startsWith("CreatePipeline")
                && execution.revision().isEmpty()
                && !execution.status().isRunning();
    }

    /** Those that deliver something, newest first. */
    static List<Execution> deliveries(PipelineStatus status) {
        return status.executions().stream()
                .filter(execution -> !isBirth(execution))
                .toList();
    }
}
