package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.codepipeline.model.Constraints;
import dev.greenroom.localcloud.codepipeline.model.PipelineErrors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pipelines of a region. Whoever reads or changes anything of them holds its monitor. */
final class Pipelines {
    private final AwsScope scope;
    private final Map<String, Pipeline> byName = new TreeMap<>();

    Pipelines(AwsScope scope) {
        this.scope = scope;
    }

    /** @param member where a request has the name */
    Pipeline get(@Nullable String name, String member) {
        String present = Constraints.present(name, member);
        return find(present).orElseThrow(() -> PipelineErrors.pipelineNotFound(present, scope.accountId()));
    }

    Optional<Pipeline> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    List<Pipeline> all() {
        return List.copyOf(byName.values());
    }

    void add(Pipeline pipeline) {
        byName.put(pipeline.name(), pipeline);
    }

    void remove(Pipeline pipeline) {
        byName.remove(pipeline.name());
    }
}
