package dev.greenroom.infra.fakes;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** A stack whose events come out one at each look. */
final class FakeStack {
    final String name;
    final String id;
    final Map<String, String> parameters = new LinkedHashMap<>();
    final Map<String, String> outputs = new LinkedHashMap<>();
    private final Deque<StackEvent> coming = new ArrayDeque<>();
    private final List<StackEvent> happened = new ArrayList<>();
    private String owner;
    private String status;
    private Instant changed = Instant.EPOCH;
    private int events;

    FakeStack(String name, String status, int number) {
        this.name = name;
        this.id = "arn:aws:cloudformation:eu-central-1:000000000000:stack/%s/%d".formatted(name, number);
        this.owner = name.split("-")[0];
        this.status = status;
    }

    /** Whose it says that it is; its name's beginning unless a test says so. */
    void belongsTo(String project) {
        owner = project;
    }

    String status() {
        return status;
    }

    /** The stack itself takes a status now; the event of it is there to read. */
    void become(String newStatus) {
        status = newStatus;
        happened.add(0, event(name, "AWS::CloudFormation::Stack", newStatus, ""));
    }

    void changedAt(Instant when) {
        changed = when;
    }

    void script(FakeEvent event) {
        var logicalId = event.ofStack() ? name : event.logicalId();
        coming.add(event(logicalId, event.type(), event.status(), event.reason()));
    }

    /** One more event happens. */
    void proceed() {
        var next = coming.poll();
        if (next != null) {
            happened.add(0, next);
            if (next.logicalResourceId().equals(name)) {
                status = next.resourceStatusAsString();
            }
        }
    }

    List<StackEvent> newestFirst() {
        return List.copyOf(happened);
    }

    Stack description() {
        return Stack.builder()
                .stackId(id)
                .stackName(name)
                .stackStatus(status)
                .tags(Tag.builder().key("Project").value(owner).build())
                .creationTime(Instant.EPOCH)
                .lastUpdatedTime(changed)
                .parameters(parameters.entrySet().stream()
                        .map(parameter -> Parameter.builder()
                                .parameterKey(parameter.getKey())
                                .parameterValue(parameter.getValue())
                                .build())
                        .toList())
                .outputs(outputs.entrySet().stream()
                        .map(output -> Output.builder()
                                .outputKey(output.getKey())
                                .outputValue(output.getValue())
                                .build())
                        .toList())
                .build();
    }

    private StackEvent event(String logicalId, String type, String newStatus, String reason) {
        events++;
        return StackEvent.builder()
                .eventId("%s-%d".formatted(name, events))
                .stackId(id)
                .stackName(name)
                .logicalResourceId(logicalId)
                .resourceType(type)
                .resourceStatus(newStatus)
                .resourceStatusReason(reason.isEmpty() ? null : reason)
                .timestamp(Instant.EPOCH.plusSeconds(events))
                .build();
    }
}
