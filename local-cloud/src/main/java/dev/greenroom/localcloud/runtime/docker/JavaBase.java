package dev.greenroom.localcloud.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.greenroom.localcloud.runtime.ImageStore;
import dev.greenroom.localcloud.runtime.ImageStore.Image;
import dev.greenroom.localcloud.runtime.ImageStore.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays an image that was built from scratch, and so runs where this machine's own Java does, on one that has a Java: the
 * same files on top, started in the same way.
 */
final class JavaBase {
    static final String IMAGE = "eclipse-temurin:17-jre";

    private static final Logger LOG = LoggerFactory.getLogger(JavaBase.class);
    private static final String REPOSITORY = "greenroom-on-java";

    private final DockerEngine engine;
    private final ImageStore store;
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    JavaBase(DockerEngine engine, ImageStore store) {
        this.engine = engine;
        this.store = store;
    }

    /** Whether it expects a Java that it does not bring: an image with an operating system says where programs are. */
    static boolean isNeededBy(Image image) {
        return !image.environment().containsKey("PATH")
                && Stream.concat(image.entryPoint().stream(), image.command().stream())
                        .findFirst()
                        .filter(program -> program.equals("java"))
                        .isPresent();
    }

    /** The name of the image that results, if it is there. */
    Optional<String> find(Image image) {
        return Optional.of(REPOSITORY + ":" + tag(image)).filter(this::isThere).filter(this::remember);
    }

    /** Makes it, unless somebody else did meanwhile, and returns its name. */
    synchronized String lay(Image image) throws IOException, InterruptedException {
        Optional<String> ready = find(image);
        if (ready.isPresent()) {
            return ready.get();
        }
        engine.require(IMAGE);
        make(image, tag(image));
        return find(image)
                .orElseThrow(() -> new IOException(
                        "Tried to lay %s on %s but the engine lost the result".formatted(image.digest(), IMAGE)));
    }

    /** Another cloud that runs the same image keeps it: its containers do. */
    void close() {
        for (String name : made) {
            try {
                engine.client().removeImageCmd(name).exec();
            } catch (RuntimeException e) {
                LOG.debug("Left the image {}: {}", name, EngineFailure.reason(e));
            }
        }
        made.clear();
    }

    private boolean remember(String name) {
        made.add(name);
        return true;
    }

    private static String tag(Image image) {
        return image.digest().substring(image.digest().indexOf(':') + 1);
    }

    /** The container's labels, and so its owner, become the image's. */
    private void make(Image image, String tag) throws IOException {
        DockerClient client = engine.client();
        String id = client.createContainerCmd(IMAGE)
                .withLabels(engine.owner().labels())
                .withEntrypoint(image.entryPoint())
                .withCmd(image.command())
                .withEnv(environment(image))
                .withWorkingDir(image.workingDirectory().isEmpty() ? "/" : image.workingDirectory())
                .exec()
                .getId();
        try {
            for (Layer layer : image.layers()) {
                try (InputStream files = store.open(layer.digest())) {
                    client.copyArchiveToContainerCmd(id)
                            .withTarInputStream(files)
                            .withRemotePath("/")
                            .exec();
                }
            }
            client.commitCmd(id).withRepository(REPOSITORY).withTag(tag).exec();
        } finally {
            Containers.remove(client, id);
        }
    }

    private static List<String> environment(Image image) {
        return image.environment().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    private boolean isThere(String name) {
        try {
            engine.client().inspectImageCmd(name).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
