/** What the parts of CodeBuild share: its errors, pages of lists, and which members of requests are emulated. */
@NullMarked
package dev.greenroom.localcloud.codebuild.model;

import org.jspecify.annotations.NullMarked;
