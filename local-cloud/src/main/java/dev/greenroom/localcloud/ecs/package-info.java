/**
 * ECS on Fargate: clusters, task definitions, services with rolling deployments, tasks.
 */
@NullMarked
package dev.greenroom.localcloud.ecs;

import org.jspecify.annotations.NullMarked;
