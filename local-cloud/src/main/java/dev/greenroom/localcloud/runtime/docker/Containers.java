package dev.greenroom.localcloud.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.WaitResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with containers of every kind. */
final class Containers {
    private static final Logger LOG = LoggerFactory.getLogger(Containers.class);
    private static final String LOOPBACK = "127.0.0.1";

    private Containers() {}

    static HostConfig hostConfig(CreateContainerCmd command) {
        HostConfig config = command.getHostConfig();
        if (config == null) {
            config = HostConfig.newHostConfig();
            command.withHostConfig(config);
        }
        return config;
    }

    /** Publishes a port where only this machine reaches it, under a number that the engine chooses. */
    static PortBinding onLoopback(ExposedPort port) {
        return new PortBinding(Ports.Binding.bindIp(LOOPBACK), port);
    }

    /** Completes with the exit code, exceptionally when the engine ends or loses the container before. */
    static CompletableFuture<Integer> awaitExit(DockerClient client, String id) {
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        client.waitContainerCmd(id).exec(new ResultCallback.Adapter<WaitResponse>() {
            @Override
            public void onNext(WaitResponse response) {
                exit.complete(response.getStatusCode());
            }

            @Override
            public void onError(Throwable failure) {
                exit.completeExceptionally(failure);
                super.onError(failure);
            }

            @Override
            public void onComplete() {
                exit.completeExceptionally(new IOException("the Docker engine ended"));
                super.onComplete();
            }
        });
        return exit;
    }

    /** Kills and removes it with its volumes, if it is still there. */
    static void remove(DockerClient client, String id) {
        try {
            client.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException | ConflictException e) {
            LOG.debug("The container {} was gone already, or goes just now", id, e);
        } catch (RuntimeException e) {
            LOG.warn("Tried to remove the container {} but {}", id, EngineFailure.reason(e));
        }
    }
}
