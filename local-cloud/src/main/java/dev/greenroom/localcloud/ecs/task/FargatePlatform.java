package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.ecs.model.EcsErrors;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The version of Fargate that everything runs on. */
public final class FargatePlatform {
    public static final String VERSION = "1.4.0";
    public static final String FAMILY = "Linux";
    private static final Set<String> KNOWN = Set.of("LATEST", VERSION);

    private FargatePlatform() {}

    public static void require(@Nullable String version) {
        if (version != null && !KNOWN.contains(version)) {
            throw EcsErrors.platformUnknown();
        }
    }
}
