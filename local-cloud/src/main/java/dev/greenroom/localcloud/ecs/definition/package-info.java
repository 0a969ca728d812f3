/** Task definitions: registered as Fargate would, kept by family and revision. */
@NullMarked
package dev.greenroom.localcloud.ecs.definition;

import org.jspecify.annotations.NullMarked;
