/** The resource type of CodePipeline. */
@NullMarked
package dev.greenroom.localcloud.codepipeline.cloudformation;

import org.jspecify.annotations.NullMarked;
