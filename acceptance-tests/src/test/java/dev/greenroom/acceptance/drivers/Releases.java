package dev.greenroom.acceptance.drivers;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import dev.greenroom.infra.Image;
import dev.greenroom.infra.Registry;
import dev.greenroom.infra.stacks.DeploymentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The releases that features speak of. All are the service as it was built, which says by itself what it is called; they
 * are pushed when somebody first asks for them.
 */
public final class Releases {
    /** Of no image that was ever built. */
    private static final String NO_DIGEST = "sha256:" + "0".repeat(64);

    private static final String BROKEN = "broken";

    /** What the release that can not start says of itself: a setting that is no duration. */
    public static final String COMPLAINT = "a while";

    private final Registry registry;
    private final Account account;
    private final Map<String, Image> pushed = new ConcurrentHashMap<>();

    Releases(Registry registry, Account account) {
        this.registry = registry;
        this.account = account;
    }

    public Image image(String release) {
        return pushed.computeIfAbsent(release, name -> push(name, Map.of()));
    }

    /** A release whose configuration is wrong, so that it logs an error and exits. */
    public Image thatCanNotStart() {
        return pushed.computeIfAbsent(BROKEN, name -> push(name, Map.of("SERVER_TOMCAT_KEEPALIVETIMEOUT", COMPLAINT)));
    }

    public Image thatWasNeverBuilt() {
        return new Image(registry.uri(), NO_DIGEST);
    }

    /** The text with releases instead of images. */
    public String named(String text) {
        var named = text;
        for (var release : pushed.entrySet()) {
            named = named.replace(release.getValue().toString(), "release " + release.getKey());
        }
        return named;
    }

    private Image push(String release, Map<String, String> mistakes) {
        var name = registry.uri() + ":" + release;
        try {
            var container = service()
                    .addEnvironmentVariable("RELEASE_VERSION", release)
                    .addEnvironmentVariable("RELEASE_COMMIT", "0000000");
            mistakes.forEach(container::addEnvironmentVariable);
            var caches = Path.of(System.getProperty("work.folder"), "jib-cache");
            var image = container.containerize(Containerizer.to(
                            RegistryImage.named(name).addCredential(login().getUsername(), login().getPassword()))
                    .setAllowInsecureRegistries(true)
                    .setApplicationLayersCache(caches)
                    .setBaseImageLayersCache(caches));
            return new Image(registry.uri(), image.getDigest().toString());
        } catch (Exception e) {
            throw new DeploymentException("Tried to push %s but %s".formatted(name, e.getMessage()), e);
        }
    }

    private static JibContainerBuilder service() throws Exception {
        var archive = Path.of(System.getProperty("service.image"));
        if (!Files.exists(archive)) {
            throw new DeploymentException(
                    "Tried to read the service's image but there is no %s; ./mvnw -pl service package builds it"
                            .formatted(archive));
        }
        return Jib.from(TarImage.at(archive));
    }

    private Credential login() {
        var token = account.aws()
                .ecr()
                .getAuthorizationToken()
                .authorizationData()
                .get(0)
                .authorizationToken();
        var login =
                new String(Base64.getDecoder().decode(token), java.nio.charset.StandardCharsets.UTF_8).split(":", 2);
        return Credential.from(login[0], login[1]);
    }
}
