package dev.greenroom.localcloud.runtime.external;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import com.github.dockerjava.api.model.RestartPolicy;
import dev.greenroom.localcloud.runtime.LocalStackServer;
import dev.greenroom.localcloud.runtime.LocalStackServerContract;
import dev.greenroom.localcloud.runtime.docker.DockerLocalStack;
import dev.greenroom.localcloud.runtime.docker.NeedsDocker;
import dev.greenroom.localcloud.runtime.process.Ports;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** As docker compose runs it: what ends starts again. */
@NeedsDocker
class ExternalLocalStackTest extends LocalStackServerContract {
    private final GenericContainer<?> container = new GenericContainer<>(DockerLocalStack.IMAGE);
    private URI address = URI.create("http://127.0.0.1");

    @Override
    protected LocalStackServer open() throws Exception {
        int port = Ports.free(InetAddress.getLoopbackAddress());
        address = URI.create("http://127.0.0.1:" + port);
        PortBinding binding = new PortBinding(Binding.bindIpAndPort("127.0.0.1", port), ExposedPort.tcp(4566));
        container
                .withExposedPorts(4566)
                .withEnv(Map.of("LOCALSTACK_HOST", "localhost:4599", "SQS_ENDPOINT_STRATEGY", "path"))
                .waitingFor(Wait.forLogMessage(".*Ready\\..*", 1))
                .withCreateContainerCmdModifier(command -> Stream.ofNullable(command.getHostConfig())
                        .forEach((HostConfig host) ->
                                host.withPortBindings(binding).withRestartPolicy(RestartPolicy.alwaysRestart())))
                .start();
        usedByAnother();
        return new ExternalLocalStack(address);
    }

    @Override
    protected void crash() throws Exception {
        new LocalStackControl(address).end();
    }

    @Override
    protected String deathNotice() {
        return "LocalStack at %s ".formatted(address);
    }

    @Override
    protected void release() {
        container.stop();
    }

    /** All that the contract expects of a fresh one holds for one that served another cloud before. */
    private void usedByAnother() throws Exception {
        try (ExternalLocalStack former = new ExternalLocalStack(address)) {
            former.start();
        }
    }
}
