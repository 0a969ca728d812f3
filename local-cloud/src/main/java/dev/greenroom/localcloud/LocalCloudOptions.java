package dev.greenroom.localcloud;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Pace;
import dev.greenroom.localcloud.runtime.process.UserCache;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * How to start a local cloud.
 *
 * @param port of the gateway; 0 for a free one
 * @param folder below which the cloud keeps what it needs while it runs, in a folder of its own that it removes
 * @param cache what is downloaded or unpacked once a machine, shared by every cloud
 * @param pace where waiting is left out
 * @param progress told in a sentence what is being done
 * @param underway told what would be lost if the cloud ended at once, in phrases, whenever that changes: executions of
 *     pipelines; by any thread, which should not be held up
 */
public record LocalCloudOptions(
        int port, Path folder, Path cache, Pace pace, Consumer<String> progress, Consumer<List<String>> underway) {
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
        requireNonNull(underway, "underway is null");
    }

    /** A free port, the temporary folder and the user's cache folder: what a test needs. */
    public static LocalCloudOptions defaults() {
        return new LocalCloudOptions(
                0,
                Path.of(System.getProperty("java.io.tmpdir")),
                UserCache.folder(),
                Pace.rehearsal(),
                sentence -> {},
                works -> {});
    }

    public LocalCloudOptions withPort(int newPort) {
        return new LocalCloudOptions(newPort, folder, cache, pace, progress, underway);
    }

    public LocalCloudOptions withFolder(Path newFolder) {
        return new LocalCloudOptions(port, newFolder, cache, pace, progress, underway);
    }

    public LocalCloudOptions withPace(Pace newPace) {
        return new LocalCloudOptions(port, folder, cache, newPace, progress, underway);
    }

    public LocalCloudOptions withProgress(Consumer<String> newProgress) {
        return new LocalCloudOptions(port, folder, cache, pace, newProgress, underway);
    }

    public LocalCloudOptions withUnderway(Consumer<List<String>> newUnderway) {
        return new LocalCloudOptions(port, folder, cache, pace, progress, newUnderway);
    }
}
