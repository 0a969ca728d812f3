package dev.greenroom.localcloud.codepipeline.action;

import dev.greenroom.localcloud.aws.NotAuthorizedException;
import dev.greenroom.localcloud.aws.PipelineBuild.StoredObject;
import dev.greenroom.localcloud.codepipeline.model.ActionFailedException;
import java.util.Map;

/** The role that an action acts in: the pipeline's, or one of its own. */
public record ActingRole(Authorization authorization, String arn, String session) {
    /** @throws ActionFailedException when the role may not, with action, resource and role */
    public void require(String action, String resource) {
        require(action, resource, Map.of());
    }

    /** @throws ActionFailedException when the role may not hand that role to a service */
    void requirePass(String role, String service) {
        require("iam:PassRole", role, Map.of("iam:PassedToService", service));
    }

    private void require(String action, String resource, Map<String, String> context) {
        try {
            authorization.require(arn, session, action, resource, context);
        } catch (NotAuthorizedException e) {
            throw ActionFailedException.permission(
                    "The provided role %s does not have permissions to perform this action. Underlying error: %s"
                            .formatted(arn, e.getMessage()));
        }
    }

    /** Whether it may; for what is only nice to have. */
    public boolean may(String action, String resource) {
        try {
            authorization.require(arn, session, action, resource, Map.of());
            return true;
        } catch (NotAuthorizedException e) {
            return false;
        }
    }

    void requireObject(String action, StoredObject object) {
        require(action, "arn:aws:s3:::%s/%s".formatted(object.bucket(), object.key()));
    }
}
