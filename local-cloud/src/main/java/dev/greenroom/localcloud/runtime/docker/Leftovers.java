package dev.greenroom.localcloud.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What processes that are gone have left in the engine: they crashed, and nobody ended their containers. */
public final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final DockerEngine engine;

    public Leftovers(DockerEngine engine) {
        this.engine = engine;
    }

    /** Removes containers, with their volumes, and the network if nobody uses it. Returns how many containers it were. */
    public int remove() throws IOException {
        DockerClient client = engine.client();
        try {
            List<Container> abandoned =
                    client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(Owner.LABEL)).exec().stream()
                            .filter(Leftovers::isAbandoned)
                            .toList();
            for (Container container : abandoned) {
                LOG.info("Removing the container {}, which a dead process left", List.of(container.getNames()));
                Containers.remove(client, container.getId());
            }
            Set<String> owners = abandoned.stream()
                    .map(container -> container.getLabels().get(Owner.LABEL))
                    .collect(Collectors.toSet());
            ContainerNetwork.removeIfUnused(client, owners);
            return abandoned.size();
        } catch (RuntimeException e) {
            throw EngineFailure.of("look for what dead processes left in Docker", e);
        }
    }

    private static boolean isAbandoned(Container container) {
        return Owner.parse(container.getLabels().getOrDefault(Owner.LABEL, ""))
                .map(Owner::isGone)
                .orElse(false);
    }
}
