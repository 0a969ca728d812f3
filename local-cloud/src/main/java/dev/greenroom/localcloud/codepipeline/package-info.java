/** CodePipeline: pipelines, and the engine that takes executions through their stages. */
@NullMarked
package dev.greenroom.localcloud.codepipeline;

import org.jspecify.annotations.NullMarked;
