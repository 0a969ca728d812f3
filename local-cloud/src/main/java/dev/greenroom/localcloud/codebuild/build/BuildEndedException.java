package dev.greenroom.localcloud.codebuild.build;

/** A build was stopped, or took too long. */
final class BuildEndedException extends Exception {
    private static final long serialVersionUID = 1L;
}
