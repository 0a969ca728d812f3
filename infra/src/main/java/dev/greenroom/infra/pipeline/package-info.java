/**
 * A pipeline as people look at it: what runs where, who waits for whom and why, and what they may decide. Knows
 * CodePipeline and what its builds log, and nothing of the showcase.
 */
@NullMarked
package dev.greenroom.infra.pipeline;

import org.jspecify.annotations.NullMarked;
