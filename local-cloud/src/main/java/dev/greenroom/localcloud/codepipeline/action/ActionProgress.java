package dev.greenroom.localcloud.codepipeline.action;

/** Is told what an action has started elsewhere. */
@FunctionalInterface
public interface ActionProgress {
    void started(String externalExecutionId, String externalExecutionUrl);
}
