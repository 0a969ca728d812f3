/** What ECS tells EventBridge. */
@NullMarked
package dev.greenroom.localcloud.ecs.events;

import org.jspecify.annotations.NullMarked;
