package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.codepipeline.action.ActionResult;
import dev.greenroom.localcloud.codepipeline.action.ActionResult.Revision;
import dev.greenroom.localcloud.codepipeline.action.Artifact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ArtifactRevision;
import software.amazon.awssdk.services.codepipeline.model.SourceRevision;

/** What the actions of an execution have made so far: artifacts, variables, revisions. Guarded by the store. */
final class Products {
    private final Map<String, Artifact> artifacts = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> variables = new LinkedHashMap<>();
    private final List<ArtifactRevision> artifactRevisions = new ArrayList<>();
    private final List<SourceRevision> sourceRevisions = new ArrayList<>();

    /** Takes over what another execution made. */
    void inherit(Products other) {
        artifacts.putAll(other.artifacts);
        variables.putAll(other.variables);
        artifactRevisions.addAll(other.artifactRevisions);
        sourceRevisions.addAll(other.sourceRevisions);
    }

    void add(ActionDeclaration action, ActionResult result) {
        result.outputs().forEach(artifact -> artifacts.put(artifact.name(), artifact));
        if (action.namespace() != null) {
            variables.put(action.namespace(), result.variables());
        }
        result.revision().ifPresent(revision -> add(action, revision));
    }

    /** What a source is at; a source that is tried again may find another. */
    private void add(ActionDeclaration action, Revision revision) {
        String artifact = action.outputArtifacts().get(0).name();
        artifactRevisions.removeIf(each -> each.name().equals(artifact));
        artifactRevisions.add(ArtifactRevision.builder()
                .name(artifact)
                .revisionId(revision.id())
                .revisionSummary(revision.summary())
                .created(revision.created())
                .revisionUrl(revision.url())
                .build());
        sourceRevisions.removeIf(each -> each.actionName().equals(action.name()));
        sourceRevisions.add(SourceRevision.builder()
                .actionName(action.name())
                .revisionId(revision.id())
                .revisionSummary(revision.summary())
                .revisionUrl(revision.url())
                .build());
    }

    Optional<Artifact> artifact(String name) {
        return Optional.ofNullable(artifacts.get(name));
    }

    Optional<String> variable(String namespace, String key) {
        return Optional.ofNullable(variables.get(namespace)).map(values -> values.get(key));
    }

    List<ArtifactRevision> artifactRevisions() {
        return artifactRevisions;
    }

    List<SourceRevision> sourceRevisions() {
        return sourceRevisions;
    }
}
