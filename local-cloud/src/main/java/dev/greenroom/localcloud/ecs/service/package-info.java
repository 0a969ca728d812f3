/**
 * Services: one scheduler thread a region compares what runs with what should. {@code RolloutPlanner} decides, from a
 * view of one service and nothing else, what to start and stop next; the scheduler does it and says so in the service's
 * events.
 */
@NullMarked
package dev.greenroom.localcloud.ecs.service;

import org.jspecify.annotations.NullMarked;
