package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.codebuild.buildspec.Buildspec.CommandPhase;
import dev.greenroom.localcloud.codebuild.buildspec.Buildspec.OnFailure;
import java.util.Optional;

/**
 * Which phases with commands run after one has failed. A failure before BUILD leaves out all that follow; after a failed
 * BUILD, POST_BUILD still runs. What there is of artifacts is uploaded in any case.
 */
final class PhaseOrder {
    private boolean succeeding = true;
    private boolean stopped;
    private boolean buildFailed;

    boolean runs(CommandPhase phase) {
        return !stopped && (!buildFailed || phase == CommandPhase.POST_BUILD);
    }

    void failed(CommandPhase phase, Optional<OnFailure> onFailure) {
        succeeding = false;
        if (onFailure.isPresent()) {
            stopped = onFailure.get() == OnFailure.ABORT;
        } else if (phase == CommandPhase.BUILD) {
            buildFailed = true;
        } else if (phase != CommandPhase.POST_BUILD) {
            stopped = true;
        }
    }

    /** The shell is gone: nothing can run. */
    void stop() {
        succeeding = false;
        stopped = true;
    }

    boolean isSucceeding() {
        return succeeding;
    }
}
