/** What runs a single action: sources, builds, deployments, approvals, and the artifacts between them. */
@NullMarked
package dev.greenroom.localcloud.codepipeline.action;

import org.jspecify.annotations.NullMarked;
