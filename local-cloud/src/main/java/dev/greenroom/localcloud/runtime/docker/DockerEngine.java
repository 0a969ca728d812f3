package dev.greenroom.localcloud.runtime.docker;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Info;
import dev.greenroom.localcloud.runtime.docker.EngineSearch.Obstacle;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

/** The Docker engine of this machine. Safe for use by many threads. */
public final class DockerEngine {
    private static final Map<String, String> PLATFORMS = Map.of("x86_64", "amd64", "aarch64", "arm64");

    private final DockerClient client;
    private final Info info;
    private final Owner owner;
    private final Consumer<String> progress;

    private DockerEngine(DockerClient client, Info info, Consumer<String> progress) {
        this.client = client;
        this.info = info;
        this.owner = Owner.ofThisProcess();
        this.progress = progress;
    }

    /**
     * Connects to it.
     *
     * @param progress told what takes long
     * @throws IOException when none answers: why, and what to do
     */
    public static DockerEngine connect(Consumer<String> progress) throws IOException, InterruptedException {
        requireNonNull(progress, "progress is null");
        requireAnswer();
        try {
            FirstImage.of(System.getenv()).require(progress);
            return of(DockerClientFactory.instance().client(), progress);
        } catch (RuntimeException e) {
            throw EngineFailure.of("use Docker", e);
        }
    }

    /**
     * Connects to it for a look at what is there, without what is needed to run containers.
     *
     * @throws IOException when none answers: why, and what to do
     */
    public static DockerEngine look() throws IOException {
        requireAnswer();
        try {
            DockerClient client = DockerClientProviderStrategy.getClientForConfig(
                    DockerClientFactory.instance().getTransportConfig());
            return of(client, sentence -> {});
        } catch (RuntimeException e) {
            throw EngineFailure.of("use Docker", e);
        }
    }

    DockerClient client() {
        return client;
    }

    static DockerEngine of(DockerClient client, Consumer<String> progress) {
        return new DockerEngine(client, client.infoCmd().exec(), progress);
    }

    private static void requireAnswer() throws IOException {
        Optional<Obstacle> obstacle = EngineSearch.ofMachine().obstacle();
        if (obstacle.isPresent()) {
            throw new IOException("Tried to use Docker but %s. %s, or use --runtime process"
                    .formatted(obstacle.get().reason(), obstacle.get().remedy()));
        }
    }

    Owner owner() {
        return owner;
    }

    /** For example {@code amd64}, as images name it. */
    String architecture() {
        String name = String.valueOf(info.getArchitecture());
        return PLATFORMS.getOrDefault(name, name);
    }

    int processors() {
        Integer number = info.getNCPU();
        return number == null ? 1 : number;
    }

    /** {@code Docker 20.10.24, Debian GNU/Linux 12}, for people. */
    public String description() {
        return "Docker %s, %s".formatted(info.getServerVersion(), info.getOperatingSystem());
    }

    /**
     * Has an image here, pulling it first where it is not.
     *
     * @throws IOException when it can't be had: why, and what to do
     */
    void require(String image) throws IOException, InterruptedException {
        try {
            client.inspectImageCmd(image).exec();
            return;
        } catch (NotFoundException e) {
            progress.accept("pulling the image " + image);
        } catch (RuntimeException e) {
            throw EngineFailure.of("look for the image " + image, e);
        }
        try {
            ImagePull.run(client.pullImageCmd(image));
        } catch (DockerException | DockerClientException e) {
            throw new IOException(
                    ("Tried to pull the image %s but %s. See whether \"docker pull %s\" works, or use"
                                    + " --runtime process")
                            .formatted(image, EngineFailure.reason(e), image),
                    e);
        } catch (RuntimeException e) {
            throw EngineFailure.of("pull the image " + image, e);
        }
    }
}
