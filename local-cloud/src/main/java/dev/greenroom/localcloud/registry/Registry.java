package dev.greenroom.localcloud.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenroom.localcloud.runtime.ImageStore;
import dev.greenroom.localcloud.runtime.ImageUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Every repository of a local cloud, of all its regions, and where the runtimes find what to run. Its host is the
 * gateway's; images named by AWS's own host ({@code ACCOUNT.dkr.ecr.REGION.amazonaws.com}) are found here too.
 */
public final class Registry implements ImageStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BlobStore blobs;
    private final Supplier<String> host;
    private final Map<String, Repository> repositories = new ConcurrentHashMap<>();
    private final AccessTokens tokens = new AccessTokens();

    /**
     * @param folder keeps the blobs; the owner of the cloud removes it
     * @param host what image names start with, for example {@code localhost:4566}
     */
    public Registry(Path folder, Supplier<String> host) throws IOException {
        this.blobs = new BlobStore(folder);
        this.host = host;
    }

    String host() {
        return host.get();
    }

    BlobStore blobs() {
        return blobs;
    }

    /** A password that the user {@code AWS} can pull with for twelve hours. */
    public String issuePassword(Instant now) {
        String login = new String(Base64.getDecoder().decode(tokens.issue(now).value()), StandardCharsets.US_ASCII);
        return login.substring(login.indexOf(':') + 1);
    }

    AccessTokens tokens() {
        return tokens;
    }

    Optional<Repository> repository(String name) {
        return Optional.ofNullable(repositories.get(name));
    }

    Collection<Repository> repositories() {
        return repositories.values();
    }

    /** @return false when there is one of that name already */
    boolean add(Repository repository) {
        return repositories.putIfAbsent(repository.name(), repository) == null;
    }

    void remove(Repository repository) {
        repositories.remove(repository.name(), repository);
    }

    @Override
    public Image find(String reference) {
        ImageReference name = ImageReference.parse(reference)
                .orElseThrow(() -> unavailable(reference, "it is not a valid image name"));
        if (!name.isEcr() && name.host().filter(this::isOurs).isEmpty()) {
            throw unavailable(
                    reference,
                    "only images of the local registry %s can be had here: push it there first".formatted(host()));
        }
        Repository repository = repository(name.repository())
                .orElseThrow(() -> unavailable(
                        reference,
                        "name unknown: The repository with name '%s' does not exist".formatted(name.repository())));
        Manifest manifest = repository.find(name.identifier()).orElseThrow(() -> unavailable(reference, "not found"));
        return image(reference, manifest.isIndex() ? ofThisMachine(reference, repository, manifest) : manifest);
    }

    @Override
    public InputStream open(String digest) throws IOException {
        return blobs.open(digest);
    }

    private boolean isOurs(String name) {
        String port = host().substring(host().indexOf(':'));
        return name.equals(host()) || name.equals("localhost" + port) || name.equals("127.0.0.1" + port);
    }

    private Manifest ofThisMachine(String reference, Repository repository, Manifest index) {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        for (JsonNode child : index.json().path("manifests")) {
            if (child.path("platform").path("architecture").asText().equals(architecture)) {
                return repository
                        .find(child.path("digest").asText())
                        .orElseThrow(() -> unavailable(reference, "the index names a manifest that was not pushed"));
            }
        }
        throw unavailable(
                reference,
                "image Manifest does not contain descriptor matching platform 'linux/%s'".formatted(architecture));
    }

    private Image image(String reference, Manifest manifest) {
        JsonNode config = configuration(reference, manifest).path("config");
        var layers = new ArrayList<Layer>();
        manifest.json()
                .path("layers")
                .forEach(layer -> layers.add(new Layer(
                        layer.path("digest").asText(),
                        layer.path("mediaType").asText(),
                        layer.path("size").asLong())));
        var environment = new LinkedHashMap<String, String>();
        texts(config.path("Env")).forEach(variable -> {
            String[] nameAndValue = variable.split("=", 2);
            environment.put(nameAndValue[0], nameAndValue.length > 1 ? nameAndValue[1] : "");
        });
        return new Image(
                manifest.digest(),
                layers,
                texts(config.path("Entrypoint")),
                texts(config.path("Cmd")),
                environment,
                config.path("WorkingDir").asText("/"));
    }

    private JsonNode configuration(String reference, Manifest manifest) {
        String digest = manifest.json().path("config").path("digest").asText();
        try (InputStream blob = blobs.open(digest)) {
            return JSON.readTree(blob);
        } catch (IOException e) {
            throw unavailable(reference, "its configuration %s can't be read: %s".formatted(digest, e.getMessage()));
        }
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static ImageUnavailableException unavailable(String reference, String reason) {
        return new ImageUnavailableException(
                "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref %s: %s"
                        .formatted(reference, reason));
    }
}
