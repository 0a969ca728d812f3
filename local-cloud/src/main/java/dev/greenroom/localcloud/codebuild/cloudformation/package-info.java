/** The resource types of CodeBuild. */
@NullMarked
package dev.greenroom.localcloud.codebuild.cloudformation;

import org.jspecify.annotations.NullMarked;
