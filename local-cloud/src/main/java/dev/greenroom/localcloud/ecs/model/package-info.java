/**
 * What all parts of ECS share: names and ARNs, errors in AWS's words, tags, pages, and the rule that nothing a request
 * asks for is ignored in silence.
 */
@NullMarked
package dev.greenroom.localcloud.ecs.model;

import org.jspecify.annotations.NullMarked;
