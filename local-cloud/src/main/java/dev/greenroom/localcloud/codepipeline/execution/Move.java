package dev.greenroom.localcloud.codepipeline.execution;

/** What the planner wants done. */
sealed interface Move {
    String execution();

    /** It goes into the stage that it waits in front of. */
    record Enter(String execution) implements Move {}

    /** It gives way to the one that came after it. */
    record Supersede(String execution, String by) implements Move {}

    record Run(String execution, String action) implements Move {}

    /** Nobody waits for the action any more. */
    record Abandon(String execution, String action) implements Move {}

    /** All actions of the stage have succeeded: it leaves the stage. */
    record Leave(String execution) implements Move {}

    /** An action has failed, and none runs any more. */
    record Fail(String execution, Recovery recovery) implements Move {}

    /** It ends as it was told to. */
    record End(String execution) implements Move {}
}
