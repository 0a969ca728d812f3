package dev.greenroom.localcloud.codepipeline.action;

import dev.greenroom.localcloud.aws.NotAuthorizedException;
import dev.greenroom.localcloud.aws.PipelineBuild.StoredObject;
import dev.greenroom.localcloud.codepipeline.model.ActionFailedException;

/** The role that an action acts in: the pipeline's, or one of its own. */
public record ActingRole(Authorization authorization, String arn, String session) {
    /** @throws ActionFailedException when the role may not, with action, resource and role */
    public void require(String action, String resource) {
        try {
            authorization.require(arn, session, action, resource);
        } catch (NotAuthorizedException e) {
            throw ActionFailedException.permission(
                    "The provided role %s does not have permissions to perform this action. Underlying error: %s"
                            .formatted(arn, e.getMessage()));
        }
    }

    /** Whether it may; for what is only nice to have. */
    public boolean may(String action, String resource) {
        try {
            authorization.require(arn, session, action, resource);
            return true;
        } catch (NotAuthorizedException e) {
            return false;
        }
    }

    void requireObject(String action, StoredObject object) {
        require(action, "arn:aws:s3:::%s/%s".formatted(object.bucket(), object.key()));
    }
}
