package dev.greenroom.acceptance.targets;

import java.io.IOException;

/** A way to come by a target. The build puts the one that {@code -Dtarget} names on the class path. */
public interface TargetKind {
    /** What {@code -Dtarget} calls it. */
    String name();

    /** Starts or finds it; whoever gets it closes it. */
    Target start() throws IOException, InterruptedException;
}
