package dev.greenroom.localcloud.codepipeline.action;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an action succeeded.
 *
 * @param variables what others refer to by the action's namespace
 * @param outputs the archives that were really made
 * @param revision what a source is at
 */
public record ActionResult(
        String summary, Map<String, String> variables, List<Artifact> outputs, Optional<Revision> revision) {
    public ActionResult {
        variables = Map.copyOf(variables);
        outputs = List.copyOf(outputs);
    }

    /** A revision of a source. */
    public record Revision(String id, String summary, Instant created, String url) {}

    static ActionResult of(String summary, Map<String, String> variables, List<Artifact> outputs) {
        return new ActionResult(summary, variables, outputs, Optional.empty());
    }
}
