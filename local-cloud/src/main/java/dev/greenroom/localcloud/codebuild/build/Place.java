package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.runtime.BuildMachine;

/**
 * What was provisioned for a build.
 *
 * @param token under which its commands fetch the credentials of its role
 */
record Place(BuildMachine machine, BuildLog log, String token) {}
