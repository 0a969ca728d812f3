package dev.greenroom.localcloud.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A resource type whose resources exist in a {@link FakeWorld} only. */
final class FakeResourceType implements ResourceType {
    private final String name;
    private final FakeWorld world;
    private final List<ResourceRequest> requests = new CopyOnWriteArrayList<>();

    FakeResourceType(String name, FakeWorld world) {
        this.name = name;
        this.world = world;
    }

    /** Of creations and updates, oldest first. */
    List<ResourceRequest> requests() {
        return requests;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ResourceState create(ResourceRequest request) throws InterruptedException {
        requests.add(request);
        return state(world.create(request), request);
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) throws InterruptedException {
        requests.add(request);
        world.update(request, current.physicalId());
        return state(current.physicalId(), request);
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) throws InterruptedException {
        world.delete(request, current.physicalId());
    }

    private static ResourceState state(String physicalId, ResourceRequest request) {
        return new ResourceState(
                physicalId,
                Map.of(
                        "Arn",
                        "arn:fake:" + physicalId,
                        "TopicArn",
                        "arn:fake:" + physicalId,
                        "TopicName",
                        physicalId,
                        "Value",
                        request.properties().text("Value").orElse("")));
    }
}
