package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.aws.AwsScope;
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

    Pipeline get(@Nullable String name) {
        return find(name).orElseThrow(() -> PipelineErrors.pipelineNotFound(String.valueOf(name), scope.accountId()));
    }

    Optional<Pipeline> find(@Nullable String name) {
        return name == null ? Optional.empty() : Optional.ofNullable(byName.get(name));
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
