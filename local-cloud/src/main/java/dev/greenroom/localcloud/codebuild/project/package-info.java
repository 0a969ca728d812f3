/** Build projects. */
@NullMarked
package dev.greenroom.localcloud.codebuild.project;

import org.jspecify.annotations.NullMarked;
