package dev.greenroom.localcloud;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Pace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How to start a local cloud.
 *
 * @param port of the gateway; 0 for a free one
 * @param folder below which the cloud keeps what it needs while it runs, in a folder of its own that it removes
 * @param cache what is downloaded or unpacked once a machine, shared by every cloud
 * @param pace where waiting is left out
 * @param progress told in a sentence what is being done
 */
public record LocalCloudOptions(int port, Path folder, Path cache, Pace pace, Consumer<String> progress) {
    /** What AWS clients and documentation of local clouds expect. */
    public static final int USUAL_PORT = 4566;

    public LocalCloudOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("A port is a number from 0 to 65535, not " + port);
        }
        requireNonNull(folder, "folder is null");
        requireNonNull(cache, "cache is null");
        requireNonNull(pace, "pace is null");
        requireNonNull(progress, "progress is null");
    }

    /** A free port, the temporary folder and the user's cache folder: what a test needs. */
    public static LocalCloudOptions defaults() {
        return new LocalCloudOptions(
                0, Path.of(System.getProperty("java.io.tmpdir")), userCache(), Pace.rehearsal(), sentence -> {});
    }

    public LocalCloudOptions withPort(int newPort) {
        return new LocalCloudOptions(newPort, folder, cache, pace, progress);
    }

    public LocalCloudOptions withFolder(Path newFolder) {
        return new LocalCloudOptions(port, newFolder, cache, pace, progress);
    }

    public LocalCloudOptions withProgress(Consumer<String> newProgress) {
        return new LocalCloudOptions(port, folder, cache, pace, newProgress);
    }

    /** {@code GREENROOM_CACHE}, else the place that the operating system has for such files. */
    static Path userCache() {
        Path home = Path.of(System.getProperty("user.home"));
        boolean isMac = System.getProperty("os.name").startsWith("Mac");
        return environment("GREENROOM_CACHE")
                .map(Path::of)
                .or(() -> environment("XDG_CACHE_HOME").map(base -> Path.of(base, "greenroom")))
                .orElseGet(() -> isMac ? home.resolve("Library/Caches/greenroom") : home.resolve(".cache/greenroom"));
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
