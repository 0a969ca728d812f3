package dev.greenroom.localcloud.codepipeline.action;

import java.util.Optional;

/** Runs actions of one kind. */
@FunctionalInterface
public interface ActionRunner {
    /**
     * Blocks until the action is through. An interrupt means that nobody waits for it any more.
     *
     * @return nothing when somebody else decides: an approval
     * @throws dev.greenroom.localcloud.codepipeline.model.ActionFailedException when it failed
     * @throws software.amazon.awssdk.core.exception.SdkException when a service refused
     */
    Optional<ActionResult> run(ActionInput input, ActionProgress progress) throws InterruptedException;
}
