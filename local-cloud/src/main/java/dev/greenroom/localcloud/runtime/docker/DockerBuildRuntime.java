package dev.greenroom.localcloud.runtime.docker;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.model.HostConfig;
import dev.greenroom.localcloud.runtime.BuildMachine;
import dev.greenroom.localcloud.runtime.BuildRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs builds in containers of an image with the tools that they need, one container a build. A build is outside of any
 * VPC, as on AWS, and reaches what this machine does: it uses this machine's network. Its files belong to whoever runs
 * us, and it shares the user's Maven folder. Safe for use by many threads.
 */
public final class DockerBuildRuntime implements BuildRuntime {
    /** Lasts as long as its container, and needs nothing of an image but that. */
    private static final String[] WAIT = {"tail", "-f", "/dev/null"};

    private final DockerEngine engine;
    private final String image;
    private final Path builds;
    private final Path caches;
    private final Path home = Path.of(System.getProperty("user.home"));
    private final Set<DockerBuildMachine> machines = ConcurrentHashMap.newKeySet();

    /**
     * @param image has a Java Development Kit, {@code sh}, {@code bash} and {@code tail}
     * @param folder for the files of builds, known to the engine by the same name; the owner of the cloud removes it
     */
    public DockerBuildRuntime(DockerEngine engine, String image, Path folder) {
        this.engine = requireNonNull(engine, "engine is null");
        this.image = requireNonNull(image, "image is null");
        this.builds = folder.toAbsolutePath().resolve("running");
        this.caches = folder.toAbsolutePath().resolve("caches");
    }

    @Override
    public BuildMachine provide(String id) throws IOException, InterruptedException {
        engine.require(image);
        BuildFolders folders = BuildFolders.make(Files.createDirectories(builds).resolve(id), home);
        try {
            String container = start(id, folders);
            DockerBuildMachine machine =
                    new DockerBuildMachine(engine.client(), container, folders, environment(), machines::remove);
            machines.add(machine);
            return machine;
        } catch (RuntimeException e) {
            folders.delete();
            throw EngineFailure.of("start a build's container of " + image, e);
        }
    }

    @Override
    public Path cache(String name) throws IOException {
        return Files.createDirectories(caches.resolve(name));
    }

    @Override
    public void close() {
        List.copyOf(machines).forEach(DockerBuildMachine::close);
    }

    private String start(String id, BuildFolders folders) {
        String container = engine.client()
                .createContainerCmd(image)
                .withName("greenroom-build-%s-%s"
                        .formatted(id, UUID.randomUUID().toString().substring(0, 8)))
                .withLabels(engine.owner().labels())
                .withUser(folders.owner())
                .withEntrypoint(WAIT)
                .withCmd(List.of())
                .withHostConfig(
                        HostConfig.newHostConfig().withNetworkMode("host").withMounts(folders.mounts()))
                .exec()
                .getId();
        try {
            engine.client().startContainerCmd(container).exec();
            return container;
        } catch (RuntimeException e) {
            Containers.remove(engine.client(), container);
            throw e;
        }
    }

    /** What the image sets, {@code PATH} and {@code JAVA_HOME} above all. */
    private List<String> environment() {
        var config = engine.client().inspectImageCmd(image).exec().getConfig();
        List<String> environment = new ArrayList<>();
        environment.add("HOME=" + home);
        if (config != null && config.getEnv() != null) {
            environment.addAll(List.of(config.getEnv()));
        }
        return environment;
    }
}
