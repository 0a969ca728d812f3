package dev.greenroom.localcloud.codebuild.build;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long what CodeBuild calls a minute is, and how many builds run at a time; the others are queued.
 */
public record BuildPace(Duration minute, int concurrentBuilds) {
    public static final BuildPace USUAL = new BuildPace(Duration.ofMinutes(1), 4);

    public BuildPace {
        requireNonNull(minute, "minute is null");
    }
}
