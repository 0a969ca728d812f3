package dev.greenroom.localcloud.fakes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** Remembers what was put on the event bus. */
public final class FakeEvents implements EventBridgeClient {
    private final List<PutEventsRequestEntry> entries = new CopyOnWriteArrayList<>();

    public List<PutEventsRequestEntry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
        entries.addAll(request.entries());
        return PutEventsResponse.builder().failedEntryCount(0).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
