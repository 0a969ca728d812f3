package dev.greenroom.localcloud.codepipeline.action;

import dev.greenroom.localcloud.aws.PipelineBuild.StoredObject;

/**
 * A zip archive in the artifact store.
 *
 * @param revision the revision of the source that it was made from, at whatever remove; empty when there is none
 */
public record Artifact(String name, StoredObject object, String revision) {
    public Artifact from(String sourceRevision) {
        return new Artifact(name, object, sourceRevision);
    }
}
