package dev.greenroom.localcloud.cloudformation;

import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.fakes.FakeClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** CloudFormation with fake resource types that bear the names, and so follow the schemas, of real ones. */
final class CloudFormationFixture implements AutoCloseable {
    /** Long, for machines that have other things to do; nothing waits longer than it must. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final FakeWorld world = new FakeWorld();
    final FakeAws aws = new FakeAws();
    final FakeResourceType topics = new FakeResourceType("AWS::SNS::Topic", world);
    final FakeResourceType parameters = new FakeResourceType("AWS::SSM::Parameter", world);
    final FakeResourceType roles = new FakeResourceType("AWS::IAM::Role", world);
    final FakeResourceType databases = new FakeResourceType("AWS::RDS::DBInstance", world);
    final CloudFormation client;

    CloudFormationFixture() {
        client = client(clients -> List.of(topics, parameters, roles, databases));
    }

    /** With types of the test's own. */
    CloudFormationFixture(ResourceTypeFamily types) {
        client = client(types);
    }

    private CloudFormation client(ResourceTypeFamily types) {
        return new CloudFormation(
                new AwsScope(AwsScope.LOCAL_ACCOUNT, "eu-central-1"),
                aws.clients(),
                List.of(types),
                guard -> FakeClients.watchedBy(guard, aws.clients()));
    }

    @Override
    public void close() {
        client.close();
    }

    /** @param parameters such as {@code Colour=blue} */
    String create(String name, String template, String... parameters) {
        return client.createStack(request -> request.stackName(name)
                        .templateBody(template)
                        .parameters(parameters(parameters))
                        .capabilities(Capability.CAPABILITY_NAMED_IAM))
                .stackId();
    }

    /** Creates a stack and waits for it to be there. */
    String created(String name, String template, String... parameters) {
        String id = create(name, template, parameters);
        awaitStatus(id, StackStatus.CREATE_COMPLETE);
        return id;
    }

    void update(String name, String template, String... parameters) {
        client.updateStack(request -> request.stackName(name)
                .templateBody(template)
                .parameters(parameters(parameters))
                .capabilities(Capability.CAPABILITY_NAMED_IAM));
    }

    void updated(String name, String template, String... parameters) {
        update(name, template, parameters);
        awaitStatus(name, StackStatus.UPDATE_COMPLETE);
    }

    static List<Parameter> parameters(String... pairs) {
        return Arrays.stream(pairs)
                .map(pair -> pair.split("=", 2))
                .map(pair -> Parameter.builder()
                        .parameterKey(pair[0])
                        .parameterValue(pair[1])
                        .build())
                .toList();
    }

    Stack stack(String nameOrId) {
        return client.describeStacks(request -> request.stackName(nameOrId))
                .stacks()
                .get(0);
    }

    void awaitStatus(String nameOrId, StackStatus wanted) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(PATIENCE)
                .until(() -> stack(nameOrId).stackStatus(), status -> status == wanted);
    }

    /** Oldest first, such as {@code Topic CREATE_IN_PROGRESS Topic-1 | Resource creation Initiated}. */
    List<String> events(String nameOrId) {
        var lines = new ArrayList<String>();
        for (StackEvent event : client.describeStackEventsPaginator(request -> request.stackName(nameOrId))
                .stackEvents()) {
            String physicalId = event.physicalResourceId().equals(event.stackId()) ? "" : event.physicalResourceId();
            String line = "%s %s %s"
                    .formatted(event.logicalResourceId(), event.resourceStatusAsString(), physicalId)
                    .strip();
            lines.add(0, event.resourceStatusReason() == null ? line : line + " | " + event.resourceStatusReason());
        }
        return lines;
    }

    /** @param wanted a regular expression */
    void awaitEvent(String nameOrId, String wanted) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(PATIENCE)
                .until(() -> events(nameOrId), events -> events.stream().anyMatch(event -> event.matches(wanted)));
    }

    /** Those since the stack was last at rest. */
    List<String> eventsSince(int count, String nameOrId) {
        List<String> events = events(nameOrId);
        return events.subList(count, events.size());
    }
}
