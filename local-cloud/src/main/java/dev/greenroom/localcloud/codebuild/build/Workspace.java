package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.codebuild.buildspec.Buildspec;
import dev.greenroom.localcloud.runtime.BuildShell;
import java.util.Set;

/** What is there when the commands of a build begin. */
record Workspace(SourceFolders sources, Buildspec buildspec, BuildShell shell, Set<String> secretNames) {}
