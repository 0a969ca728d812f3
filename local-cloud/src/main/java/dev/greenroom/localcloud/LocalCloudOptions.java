package dev.greenroom.localcloud;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Pace;
import dev.greenroom.localcloud.runtime.process.UserCache;
import java.nio.file.Path;
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
                0, Path.of(System.getProperty("java.io.tmpdir")), UserCache.folder(), Pace.rehearsal(), sentence -> {});
    }

    public LocalCloudOptions withPort(int newPort) {
        return new LocalCloudOptions(newPort, folder, cache, pace, progress);
    }

    public LocalCloudOptions withFolder(Path newFolder) {
        return new LocalCloudOptions(port, newFolder, cache, pace, progress);
    }

    public LocalCloudOptions withPace(Pace newPace) {
        return new LocalCloudOptions(port, folder, cache, newPace, progress);
    }

    public LocalCloudOptions withProgress(Consumer<String> newProgress) {
        return new LocalCloudOptions(port, folder, cache, pace, newProgress);
    }
}
