package dev.greenroom.localcloud;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Pace;
import dev.greenroom.localcloud.runtime.process.UserCache;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How to start a local cloud.
 *
 * @param port of the gateway; 0 for a free one
 * @param folder below which the cloud keeps what it needs while it runs, in a folder of its own that it removes
 * @param cache what is downloaded or unpacked once a machine, shared by every cloud
 * @param pace where waiting is left out
 * @param runtime what things run on
 * @param databaseImage the image of databases, where they run in containers
 * @param buildImage what builds run in, where they run in containers
 * @param servers that run already, instead of what {@code runtime} would start
 * @param published whether this runs in a container whose engine publishes its ports: gateway and load balancers then
 *     listen on all interfaces of that container, where else the engine would not reach them
 * @param progress told in a sentence what is being done
 * @param underway told what would be lost if the cloud ended at once, in phrases, whenever that changes: executions of
 *     pipelines; by any thread, which should not be held up
 */
public record LocalCloudOptions(
        int port,
        Path folder,
        Path cache,
        Pace pace,
        RuntimeChoice runtime,
        String databaseImage,
        String buildImage,
        Optional<ExternalServers> servers,
        boolean published,
        Consumer<String> progress,
        Consumer<List<String>> underway) {
    /** What AWS clients and documentation of local clouds expect. */
    public static final int USUAL_PORT = 4566;

    /** What databases run in, where they run in containers. */
    public static final String USUAL_DATABASE_IMAGE = "mysql:9.7";

    /** What builds run in, where they run in containers. */
    public static final String USUAL_BUILD_IMAGE = "eclipse-temurin:17-jdk";

    public LocalCloudOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("A port is a number from 0 to 65535, not " + port);
        }
        requireNonNull(folder, "folder is null");
        requireNonNull(cache, "cache is null");
        requireNonNull(pace, "pace is null");
        requireNonNull(runtime, "runtime is null");
        requireNonNull(databaseImage, "databaseImage is null");
        requireNonNull(buildImage, "buildImage is null");
        requireNonNull(servers, "servers is null");
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
                RuntimeChoice.ofEnvironment(),
                USUAL_DATABASE_IMAGE,
                USUAL_BUILD_IMAGE,
                Optional.empty(),
                false,
                sentence -> {},
                works -> {});
    }

    public LocalCloudOptions withPort(int newPort) {
        return with(draft -> draft.port = newPort);
    }

    public LocalCloudOptions withFolder(Path newFolder) {
        return with(draft -> draft.folder = newFolder);
    }

    public LocalCloudOptions withPace(Pace newPace) {
        return with(draft -> draft.pace = newPace);
    }

    public LocalCloudOptions withRuntime(RuntimeChoice newRuntime) {
        return with(draft -> draft.runtime = newRuntime);
    }

    public LocalCloudOptions withDatabaseImage(String newImage) {
        return with(draft -> draft.databaseImage = newImage);
    }

    public LocalCloudOptions withBuildImage(String newImage) {
        return with(draft -> draft.buildImage = newImage);
    }

    public LocalCloudOptions withServers(ExternalServers newServers) {
        return with(draft -> draft.servers = Optional.of(newServers));
    }

    /** For a cloud in a container: on a bare machine it would be open to the network. */
    public LocalCloudOptions withPublishedPorts() {
        return with(draft -> draft.published = true);
    }

    public LocalCloudOptions withProgress(Consumer<String> newProgress) {
        return with(draft -> draft.progress = newProgress);
    }

    public LocalCloudOptions withUnderway(Consumer<List<String>> newUnderway) {
        return with(draft -> draft.underway = newUnderway);
    }

    private LocalCloudOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.toOptions();
    }

    /** Options while one of them is changed. */
    private static final class Draft {
        private final Path cache;
        private int port;
        private Path folder;
        private Pace pace;
        private RuntimeChoice runtime;
        private String databaseImage;
        private String buildImage;
        private Optional<ExternalServers> servers;
        private boolean published;
        private Consumer<String> progress;
        private Consumer<List<String>> underway;

        private Draft(LocalCloudOptions options) {
            cache = options.cache;
            port = options.port;
            folder = options.folder;
            pace = options.pace;
            runtime = options.runtime;
            databaseImage = options.databaseImage;
            buildImage = options.buildImage;
            servers = options.servers;
            published = options.published;
            progress = options.progress;
            underway = options.underway;
        }

        private LocalCloudOptions toOptions() {
            return new LocalCloudOptions(
                    port,
                    folder,
                    cache,
                    pace,
                    runtime,
                    databaseImage,
                    buildImage,
                    servers,
                    published,
                    progress,
                    underway);
        }
    }
}
