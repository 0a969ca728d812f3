package dev.greenroom.localcloud.ecs.service;

/** A task as the planner sees it. */
record TaskView(String arn, TaskPhase phase) {}
