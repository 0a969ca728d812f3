/**
 * ECS on Fargate: clusters, task definitions, tasks, services with rolling deployments, and the resource types of
 * CloudFormation. The packages below build on one another: {@code model}, {@code cluster}, {@code definition},
 * {@code task}, {@code service}; this one puts them behind the SDK's interface.
 */
@NullMarked
package dev.greenroom.localcloud.ecs;

import org.jspecify.annotations.NullMarked;
