package dev.greenroom.localcloud.runtime.docker;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import dev.greenroom.localcloud.runtime.ImageStore;
import dev.greenroom.localcloud.runtime.ImageStore.Image;
import dev.greenroom.localcloud.runtime.ImageUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images of the local registry that the engine pulled, by the registry's own API, so what runs is what was pushed. They
 * are removed at the end.
 */
public final class PulledImages implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PulledImages.class);

    private final DockerEngine engine;
    private final ImageStore store;
    private final JavaBase base;
    private final Supplier<URI> registry;
    private final Supplier<String> password;
    private final Set<String> pulled = ConcurrentHashMap.newKeySet();

    /** An image as the engine knows it. */
    record PulledImage(String reference, String digest) {}

    /**
     * @param store what the registry holds
     * @param registry where it answers the engine
     * @param password of its user {@code AWS}
     */
    public PulledImages(DockerEngine engine, ImageStore store, Supplier<URI> registry, Supplier<String> password) {
        this.engine = requireNonNull(engine, "engine is null");
        this.store = requireNonNull(store, "store is null");
        this.base = new JavaBase(engine, store);
        this.registry = requireNonNull(registry, "registry is null");
        this.password = requireNonNull(password, "password is null");
    }

    /**
     * @param image as a task definition names it
     * @throws ImageUnavailableException when there is none, or none for this engine's processors, in AWS's words
     */
    PulledImage pull(String image) throws IOException, InterruptedException {
        Image found = store.find(image);
        String digest = found.digest();
        String reference = "%s/%s@%s".formatted(registry.get().getAuthority(), repository(image), digest);
        try {
            if (!JavaBase.isNeededBy(found)) {
                fetch(reference);
                requireArchitecture(engine.client().inspectImageCmd(reference).exec());
                return new PulledImage(reference, digest);
            }
            Optional<String> ready = base.find(found);
            if (ready.isEmpty()) {
                fetch(reference);
                ready = Optional.of(base.lay(found));
                forget(reference);
            }
            return new PulledImage(ready.get(), digest);
        } catch (DockerException | DockerClientException e) {
            throw new ImageUnavailableException(
                    "CannotPullContainerError: pull image %s: %s".formatted(image, EngineFailure.reason(e)), e);
        } catch (ImageUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw EngineFailure.of("pull the image " + image, e);
        }
    }

    @Override
    public void close() {
        base.close();
        List.copyOf(pulled).forEach(this::forget);
    }

    private void fetch(String reference) throws InterruptedException {
        if (!isThere(reference)) {
            ImagePull.run(engine.client()
                    .pullImageCmd(reference)
                    .withAuthConfig(new AuthConfig().withUsername("AWS").withPassword(password.get())));
        }
        pulled.add(reference);
    }

    private void forget(String reference) {
        pulled.remove(reference);
        try {
            engine.client().removeImageCmd(reference).exec();
        } catch (RuntimeException e) {
            LOG.debug("Left the image {}: {}", reference, EngineFailure.reason(e));
        }
    }

    private boolean isThere(String reference) {
        try {
            engine.client().inspectImageCmd(reference).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private void requireArchitecture(InspectImageResponse image) {
        if (!engine.architecture().equals(image.getArch())) {
            throw new ImageUnavailableException(("CannotPullContainerError: image Manifest does not contain descriptor"
                            + " matching platform 'linux/%s': it is for %s")
                    .formatted(engine.architecture(), image.getArch()));
        }
    }

    /** Whatever host the name has: all of them lead to the one registry. */
    private static String repository(String image) {
        String name = image.substring(image.indexOf('/') + 1);
        int digest = name.indexOf('@');
        String withoutDigest = digest < 0 ? name : name.substring(0, digest);
        int tag = withoutDigest.lastIndexOf(':');
        return tag < 0 ? withoutDigest : withoutDigest.substring(0, tag);
    }
}
