package dev.greenroom.localcloud.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

/**
 * The image that Testcontainers runs before all others: Ryuk, which removes what a crashed process leaves, or where that
 * is turned off a tiny one. Testcontainers tries for minutes to pull it, and then doesn't say why it can't.
 *
 * @param name as Testcontainers 2.0.5 has it
 * @param remedy what to do when it can't be pulled
 */
record FirstImage(String name, String remedy) {
    private static final String RYUK_DISABLED = "TESTCONTAINERS_RYUK_DISABLED";

    static FirstImage of(Map<String, String> environment) {
        return Boolean.parseBoolean(environment.get(RYUK_DISABLED))
                ? new FirstImage("alpine:3.17", "Pull it by hand where there is a way to its registry")
                : new FirstImage(
                        "testcontainers/ryuk:0.14.0",
                        "Set %s=true to do without: what a crash leaves is then removed by the next start or by down"
                                .formatted(RYUK_DISABLED));
    }

    /** Has it here, or says why not. Uses a client of its own, since Testcontainers hands out none without it. */
    void require(Consumer<String> progress) throws IOException, InterruptedException {
        DockerClient client = DockerClientProviderStrategy.getClientForConfig(
                DockerClientFactory.instance().getTransportConfig());
        try (client) {
            client.inspectImageCmd(name).exec();
        } catch (NotFoundException e) {
            pull(progress);
        }
    }

    private void pull(Consumer<String> progress) throws IOException, InterruptedException {
        progress.accept("pulling the image " + name);
        DockerClient client = DockerClientProviderStrategy.getClientForConfig(
                DockerClientFactory.instance().getTransportConfig());
        try (client) {
            ImagePull.run(client.pullImageCmd(name));
        } catch (RuntimeException e) {
            throw new IOException(
                    "Tried to pull the image %s but %s. %s".formatted(name, EngineFailure.reason(e), remedy), e);
        }
    }
}
