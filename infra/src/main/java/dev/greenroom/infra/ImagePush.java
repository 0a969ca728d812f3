package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import dev.greenroom.infra.stacks.DeploymentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.services.ecr.EcrClient;

/** Pushes an image that was built into an archive, and makes it a release: it then knows its version and commit. */
public final class ImagePush {
    private final EcrClient ecr;
    private final Path cache;

    /** @param cache folder for layers, so that those the registry has are not read again */
    public ImagePush(EcrClient ecr, Path cache) {
        this.ecr = requireNonNull(ecr, "ecr is null");
        this.cache = requireNonNull(cache, "cache is null");
    }

    /**
     * Pushes the archive and tells what it is called in the registry.
     *
     * @param repository host and path, without tag
     * @param label becomes tag and version
     * @throws InvalidLabelException when the label can't be a tag
     * @throws DeploymentException when the registry refuses, for example to move a tag to another image
     */
    public Image push(Path archive, String repository, String label, String commit) throws InterruptedException {
        var isLocal = isLoopback(repository);
        if (isLocal) {
            System.setProperty("sendCredentialsOverHttp", "true"); // to loopback only
        }
        try {
            var login = login();
            var target = RegistryImage.named(repository + ":" + label).addCredential(login[0], login[1]);
            var pushed = Jib.from(TarImage.at(archive))
                    .addEnvironmentVariable("RELEASE_VERSION", label)
                    .addEnvironmentVariable("RELEASE_COMMIT", commit)
                    .containerize(Containerizer.to(target)
                            .setAllowInsecureRegistries(isLocal)
                            .setToolName("greenroom")
                            .setApplicationLayersCache(cache)
                            .setBaseImageLayersCache(cache));
            return new Image(repository, pushed.getDigest().toString());
        } catch (InvalidImageReferenceException invalid) {
            throw new InvalidLabelException(repository, label, invalid);
        } catch (RegistryException | IOException | CacheDirectoryCreationException | ExecutionException failed) {
            throw new DeploymentException(
                    "Tried to push %s:%s but %s".formatted(repository, label, cause(failed)), failed);
        }
    }

    private String[] login() {
        var token = ecr.getAuthorizationToken().authorizationData().get(0).authorizationToken();
        return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8).split(":", 2);
    }

    /** Only what never leaves this machine may go unencrypted. */
    private static boolean isLoopback(String repository) {
        return repository.startsWith("localhost:") || repository.startsWith("127.");
    }

    private static String cause(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
