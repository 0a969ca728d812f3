package dev.greenroom.infra.stacks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** The events of one stack from a point in time on, oldest first, each passed on once. */
final class EventStream {
    private final CloudFormationClient cloudFormation;
    private final String stackId;
    private final StackListener listener;
    private final List<StackEvent> passed = new ArrayList<>();
    private String newestId = "";

    private EventStream(CloudFormationClient cloudFormation, String stackId, StackListener listener) {
        this.cloudFormation = cloudFormation;
        this.stackId = stackId;
        this.listener = listener;
    }

    /** Begins with what happens from now on. */
    static EventStream from(CloudFormationClient cloudFormation, String stackId, StackListener listener) {
        var stream = new EventStream(cloudFormation, stackId, listener);
        stream.newestId =
                cloudFormation.describeStackEvents(request -> request.stackName(stackId)).stackEvents().stream()
                        .findFirst()
                        .map(event -> event.eventId())
                        .orElse("");
        return stream;
    }

    /** Passes on what is new; returns the last status that the stack itself took among that. */
    Optional<StackEvent> next() {
        Optional<StackEvent> last = Optional.empty();
        for (var event : unseen()) {
            passed.add(event);
            listener.happened(event);
            if (event.isOfStack()) {
                last = Optional.of(event);
            }
        }
        return last;
    }

    /** What failed first, and not because of something else; the stack itself where no resource is to blame. */
    StackEvent firstFailure(StackEvent end) {
        return passed.stream()
                .filter(StackEvent::isCauseOfFailure)
                .findFirst()
                .or(() -> passed.stream()
                        .filter(event -> event.isOfStack() && !event.reason().isEmpty())
                        .filter(event -> !event.reason().equals("User Initiated"))
                        .findFirst())
                .orElse(end);
    }

    private Iterable<StackEvent> unseen() {
        var events = new ArrayDeque<StackEvent>();
        for (var event : cloudFormation
                .describeStackEventsPaginator(request -> request.stackName(stackId))
                .stackEvents()) {
            if (event.eventId().equals(newestId)) {
                break;
            }
            events.addFirst(StackEvent.of(event));
        }
        if (!events.isEmpty()) {
            newestId = events.getLast().id();
        }
        return events;
    }
}
