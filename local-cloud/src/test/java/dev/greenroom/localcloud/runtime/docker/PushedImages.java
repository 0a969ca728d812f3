package dev.greenroom.localcloud.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PushResponseItem;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.gateway.Gateway;
import dev.greenroom.localcloud.registry.DistributionServlet;
import dev.greenroom.localcloud.registry.Ecr;
import dev.greenroom.localcloud.registry.Registry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Our registry behind a gateway of its own, and images that the engine pushed there. */
final class PushedImages implements AutoCloseable {
    private final DockerEngine engine;
    private final Registry registry;
    private final Ecr ecr;
    private final Gateway gateway;
    private final Path layers;

    private PushedImages(DockerEngine engine, Registry registry, Gateway gateway, Path layers) {
        this.engine = engine;
        this.registry = registry;
        this.ecr = new Ecr(new AwsScope("000000000000", "eu-west-1"), registry, Clock.systemUTC());
        this.gateway = gateway;
        this.layers = layers;
    }

    static PushedImages open(DockerEngine engine, Path folder) throws IOException {
        var endpoint = new AtomicReference<URI>();
        Registry registry =
                new Registry(folder.resolve("registry"), () -> endpoint.get().getAuthority());
        Gateway gateway = Gateway.start(
                0,
                List.of(),
                Map.of("/v2/*", new DistributionServlet(registry, Clock.systemUTC())),
                () -> URI.create("http://127.0.0.1:9"));
        endpoint.set(gateway.endpoint());
        return new PushedImages(engine, registry, gateway, folder.resolve("layers"));
    }

    URI endpoint() {
        return gateway.endpoint();
    }

    PulledImages pulledImages() {
        return new PulledImages(engine, registry, gateway::endpoint, () -> registry.issuePassword(Instant.now()));
    }

    /** A small image with a shell and the usual tools. Returns its digest. */
    String pushTools(String repository) throws Exception {
        DockerClient client = engine.client();
        String id = client.createContainerCmd("alpine:3.17")
                .withCmd("/bin/busybox", "--install", "-s", "/bin")
                .exec()
                .getId();
        client.startContainerCmd(id).exec();
        client.waitContainerCmd(id).exec(new WaitContainerResultCallback()).awaitStatusCode();
        String name = endpoint().getAuthority() + "/" + repository;
        client.commitCmd(id)
                .withRepository(name)
                .withTag("latest")
                .withEnv("PATH=/bin", "FROM_IMAGE=yes")
                .exec();
        Containers.remove(client, id);
        return push(repository);
    }

    /** An image for processors that no engine has. */
    void pushForeign(String repository) throws Exception {
        push(Jib.fromScratch().setPlatforms(Set.of(new Platform("s390x", "linux"))), repository);
    }

    /** An image that has java tell its version and brings none. Returns its digest. */
    String pushWithoutJava(String repository, Path folder) throws Exception {
        Path arguments = Files.writeString(folder.resolve("arguments"), "--version");
        push(
                Jib.fromScratch()
                        .addLayer(List.of(arguments), "/app")
                        .setWorkingDirectory(AbsoluteUnixPath.get("/app"))
                        .setEntrypoint("java", "@arguments"),
                repository);
        return registry.find("%s/%s:latest".formatted(endpoint().getAuthority(), repository))
                .digest();
    }

    @Override
    public void close() {
        gateway.close();
    }

    /** Jib sends no password over plain HTTP unless it is told to. */
    private void push(JibContainerBuilder image, String repository) throws Exception {
        ecr.createRepository(create -> create.repositoryName(repository));
        System.setProperty("sendCredentialsOverHttp", "true");
        try {
            image.containerize(Containerizer.to(RegistryImage.named(
                                    "%s/%s:latest".formatted(endpoint().getAuthority(), repository))
                            .addCredential("AWS", registry.issuePassword(Instant.now())))
                    .setAllowInsecureRegistries(true)
                    .setApplicationLayersCache(layers)
                    .setBaseImageLayersCache(layers));
        } finally {
            System.clearProperty("sendCredentialsOverHttp");
        }
    }

    private String push(String repository) throws Exception {
        ecr.createRepository(create -> create.repositoryName(repository));
        String image = "%s/%s:latest".formatted(endpoint().getAuthority(), repository);
        engine.client()
                .pushImageCmd(image)
                .withAuthConfig(
                        new AuthConfig().withUsername("AWS").withPassword(registry.issuePassword(Instant.now())))
                .exec(new ResultCallback.Adapter<PushResponseItem>())
                .awaitCompletion();
        engine.client().removeImageCmd(image).exec();
        return registry.find(image).digest();
    }
}
