/** Executions: the planner that decides, the engine that does it, and how both look from outside. */
@NullMarked
package dev.greenroom.localcloud.codepipeline.execution;

import org.jspecify.annotations.NullMarked;
