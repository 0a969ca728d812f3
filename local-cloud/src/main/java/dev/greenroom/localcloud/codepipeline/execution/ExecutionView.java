package dev.greenroom.localcloud.codepipeline.execution;

import java.util.List;

/**
 * An execution that has not ended, as the planner sees it.
 *
 * @param stage where it is
 * @param isInside whether it is in the stage, rather than in front of it
 * @param ending whether and how it was told to end
 * @param recovery what follows if the stage fails
 * @param actions of the stage, as far as this attempt at it got
 */
record ExecutionView(
        String id, String stage, boolean isInside, Ending ending, Recovery recovery, List<ActionView> actions) {
    ExecutionView {
        actions = List.copyOf(actions);
    }
}
