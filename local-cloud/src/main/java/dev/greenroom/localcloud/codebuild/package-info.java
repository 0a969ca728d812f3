/** CodeBuild: projects, and builds that run as processes of this machine. */
@NullMarked
package dev.greenroom.localcloud.codebuild;

import org.jspecify.annotations.NullMarked;
