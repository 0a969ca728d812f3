/** Zip archives with file modes, and the patterns that choose files for them. */
@NullMarked
package dev.greenroom.localcloud.codebuild.archive;

import org.jspecify.annotations.NullMarked;
