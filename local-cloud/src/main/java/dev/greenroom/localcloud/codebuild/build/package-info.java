/** Builds: their phases, environment, sources, artifacts and logs. */
@NullMarked
package dev.greenroom.localcloud.codebuild.build;

import org.jspecify.annotations.NullMarked;
