/** The buildspec: what a build runs, read from YAML and checked with line numbers. Knows nothing of builds. */
@NullMarked
package dev.greenroom.localcloud.codebuild.buildspec;

import org.jspecify.annotations.NullMarked;
