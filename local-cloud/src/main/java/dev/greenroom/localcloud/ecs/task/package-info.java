/**
 * Tasks: one thread a task takes it from PROVISIONING to STOPPED: network address, roles, secrets, logs, containers in
 * the order of their dependencies, targets, and the way back with draining before the stop signal.
 */
@NullMarked
package dev.greenroom.localcloud.ecs.task;

import org.jspecify.annotations.NullMarked;
