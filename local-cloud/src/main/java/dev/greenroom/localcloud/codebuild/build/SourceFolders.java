package dev.greenroom.localcloud.codebuild.build;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the sources of a build are.
 *
 * @param secondary by the identifiers of the sources
 * @param version what the version asked for turned out to be: a commit, a version of an object
 */
record SourceFolders(Path primary, Map<String, Path> secondary, Optional<String> version) {}
