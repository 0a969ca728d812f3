package dev.greenroom.localcloud.runtime.process;

import java.nio.file.Path;
import java.util.Map;

/** Where this user's programs keep what can be made or downloaded again. */
public final class UserCache {
    private UserCache() {}

    /** Greenroom's own folder in it. */
    public static Path folder() {
        return folder(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    static Path folder(Map<String, String> environment, String operatingSystem, Path home) {
        Path chosen = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
        Path cache = chosen.isAbsolute()
                ? chosen
                : home.resolve(operatingSystem.startsWith("Mac") ? "Library/Caches" : ".cache");
        return cache.resolve("greenroom");
    }
}
