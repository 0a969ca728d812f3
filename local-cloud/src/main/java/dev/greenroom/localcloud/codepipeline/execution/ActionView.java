package dev.greenroom.localcloud.codepipeline.execution;

/** An action of the stage that an execution is in, as the planner sees it. */
record ActionView(String name, int runOrder, ActionPhase phase) {}
