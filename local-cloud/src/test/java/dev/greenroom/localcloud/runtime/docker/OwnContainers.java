package dev.greenroom.localcloud.runtime.docker;

import com.github.dockerjava.api.model.Container;
import java.util.List;
import java.util.Map;

/** What this process started in an engine, whether it runs or not. */
final class OwnContainers {
    private OwnContainers() {}

    static List<Container> in(DockerEngine engine) {
        return engine.client()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Owner.LABEL, engine.owner().label()))
                .exec();
    }
}
