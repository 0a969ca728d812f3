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
        return new LocalCloudOptions(
                newPort,
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

    public LocalCloudOptions withFolder(Path newFolder) {
        return new LocalCloudOptions(
                port,
                newFolder,
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

    public LocalCloudOptions withPace(Pace newPace) {
        return new LocalCloudOptions(
                port,
                folder,
                cache,
                newPace,
                runtime,
                databaseImage,
                buildImage,
                servers,
                published,
                progress,
                underway);
    }

    public LocalCloudOptions withRuntime(RuntimeChoice newRuntime) {
        return new LocalCloudOptions(
                port,
                folder,
                cache,
                pace,
                newRuntime,
                databaseImage,
                buildImage,
                servers,
                published,
                progress,
                underway);
    }

    public LocalCloudOptions withDatabaseImage(String newImage) {
        return new LocalCloudOptions(
                port, folder, cache, pace, runtime, newImage, buildImage, servers, published, progress, underway);
    }

    public LocalCloudOptions withBuildImage(String newImage) {
        return new LocalCloudOptions(
                port, folder, cache, pace, runtime, databaseImage, newImage, servers, published, progress, underway);
    }

    public LocalCloudOptions withServers(ExternalServers newServers) {
        return new LocalCloudOptions(
                port,
                folder,
                cache,
                pace,
                runtime,
                databaseImage,
                buildImage,
                Optional.of(newServers),
                published,
                progress,
                underway);
    }

    /** For a cloud in a container: on a bare machine it would be open to the network. */
    public LocalCloudOptions withPublishedPorts() {
        return new LocalCloudOptions(
                port, folder, cache, pace, runtime, databaseImage, buildImage, servers, true, progress, underway);
    }

    public LocalCloudOptions withProgress(Consumer<String> newProgress) {
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
                newProgress,
                underway);
    }

    public LocalCloudOptions withUnderway(Consumer<List<String>> newUnderway) {
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
                newUnderway);
    }
}
