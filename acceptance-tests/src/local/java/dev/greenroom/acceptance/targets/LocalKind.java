package dev.greenroom.acceptance.targets;

import java.io.IOException;

/** Makes local clouds. */
public final class LocalKind implements TargetKind {
    @Override
    public String name() {
        return "local";
    }

    @Override
    public Target start() throws IOException, InterruptedException {
        return LocalTarget.start();
    }
}
