package dev.greenroom.localcloud.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Image;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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

    /** Removes containers, with their volumes, the network if nobody uses it, and images. Returns how many containers it were. */
    public int remove() throws IOException {
        DockerClient client = engine.client();
        try {
            List<Container> abandoned =
                    client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(Owner.LABEL)).exec().stream()
                            .filter(container -> isAbandoned(container.getLabels()))
                            .toList();
            for (Container container : abandoned) {
                LOG.debug("Removing the container {}, which a dead process left", List.of(container.getNames()));
                Containers.remove(client, container.getId());
            }
            Set<String> owners = abandoned.stream()
                    .map(container -> container.getLabels().get(Owner.LABEL))
                    .collect(Collectors.toSet());
            ContainerNetwork.removeIfUnused(client, owners);
            client.listImagesCmd().withLabelFilter(Owner.LABEL).exec().stream()
                    .filter(image -> isAbandoned(image.getLabels()))
                    .forEach(image -> remove(client, image));
            return abandoned.size();
        } catch (RuntimeException e) {
            throw EngineFailure.of("look for what dead processes left in Docker", e);
        }
    }

    /** Another cloud may use it. */
    private static void remove(DockerClient client, Image image) {
        try {
            client.removeImageCmd(image.getId()).exec();
        } catch (RuntimeException e) {
            LOG.debug("Left the image {}: {}", image.getId(), EngineFailure.reason(e));
        }
    }

    private static boolean isAbandoned(Map<String, String> labels) {
        return Owner.parse(labels.getOrDefault(Owner.LABEL, ""))
                .map(Owner::isGone)
                .orElse(false);
    }
}
