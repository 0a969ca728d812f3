/** The resource types of AWS::ECS, over the SDK's interface of ECS and nothing else. */
@NullMarked
package dev.greenroom.localcloud.ecs.cloudformation;

import org.jspecify.annotations.NullMarked;
