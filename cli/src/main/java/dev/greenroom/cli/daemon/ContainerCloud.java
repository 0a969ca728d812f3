package dev.greenroom.cli.daemon;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.ExternalServers;
import dev.greenroom.localcloud.LocalCloud;
import dev.greenroom.localcloud.LocalCloudOptions;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local cloud as the program of a container, with LocalStack and MySQL servers in others beside it. Told by its
 * environment; ends on SIGTERM, and with exit code 1 when it can't start.
 */
public final class ContainerCloud {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerCloud.class);

    private ContainerCloud() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            run(options(System.getenv()));
        } catch (IOException | RuntimeException e) {
            LOG.error("{}", e.getMessage(), e);
            System.exit(1);
        }
    }

    /** @throws IllegalArgumentException when a variable is missing or is no port or address: which one */
    static LocalCloudOptions options(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        return LocalCloudOptions.defaults()
                .withPort(variables.port("GREENROOM_PORT", LocalCloudOptions.USUAL_PORT))
                .withPublishedPorts()
                .withServers(new ExternalServers(
                        variables.address("GREENROOM_LOCALSTACK"),
                        variables.text("GREENROOM_DATABASES_HOST"),
                        variables.port("GREENROOM_DATABASES_PORT", 3306),
                        variables.text("GREENROOM_DATABASES_PASSWORD")))
                .withProgress(LOG::info);
    }

    private static void run(LocalCloudOptions options) throws IOException, InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread starter = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, stopped, starter), "stop"));
        try (LocalCloud cloud = LocalCloud.start(options)) {
            LOG.info("The local cloud is ready at {}", cloud.endpoint());
            stop.await();
        } finally {
            stopped.countDown();
        }
    }

    /** Runs as shutdown hook: the JVM lives until the cloud is closed, be it only half started. */
    private static void stop(CountDownLatch stop, CountDownLatch stopped, Thread starter) {
        stop.countDown();
        starter.interrupt();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Variables(Map<String, String> values) {
        Variables {
            requireNonNull(values, "values is null");
        }

        String text(String name) {
            return find(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "Tried to start the local cloud but the variable %s is not set".formatted(name)));
        }

        URI address(String name) {
            String address = text(name);
            if (!address.matches("https?://[\\w.:-]+/?")) {
                throw new IllegalArgumentException(
                        "Tried to start the local cloud but %s is no address like http://localstack:4566: %s"
                                .formatted(name, address));
            }
            return URI.create(address);
        }

        int port(String name, int usual) {
            String text = find(name).orElse(String.valueOf(usual));
            if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > 65_535) {
                throw new IllegalArgumentException(
                        "Tried to start the local cloud but %s is no port: %s".formatted(name, text));
            }
            return Integer.parseInt(text);
        }

        private Optional<String> find(String name) {
            return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
        }
    }
}
