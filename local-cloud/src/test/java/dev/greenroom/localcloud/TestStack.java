package dev.greenroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** A stack made of a template among the test resources whose parameter {@code Version} decides how it looks. */
final class TestStack {
    private final CloudFormationClient cloudFormation;
    private final SsmClient ssm;
    private final String name;

    private TestStack(SharedCloud cloud, String name) {
        this.cloudFormation = cloud.client(CloudFormationClient.builder());
        this.ssm = cloud.client(SsmClient.builder());
        this.name = name;
    }

    /** Creates the stack {@code name} from {@code name.yaml}, in version {@code one}. */
    static TestStack create(SharedCloud cloud, String name) {
        var stack = new TestStack(cloud, name);
        stack.cloudFormation.createStack(create -> create.stackName(name)
                .templateBody(stack.template())
                .parameters(version("one"))
                .capabilities(Capability.CAPABILITY_NAMED_IAM));
        stack.awaitStatus("CREATE_COMPLETE");
        return stack;
    }

    void update(String version) {
        update(version, "UPDATE_COMPLETE");
    }

    /** Updates to what changes everything and then fails, as one name is taken: the stack is as before. */
    void updateInVain() {
        ssm.putParameter(put -> put.name("taken")
                .type(ParameterType.STRING)
                .value("by somebody else")
                .overwrite(true));
        update("broken", "UPDATE_ROLLBACK_COMPLETE");
    }

    /** Deletes it, and returns when it is gone. */
    void delete() {
        String id = description().stackId();
        cloudFormation.deleteStack(delete -> delete.stackName(name));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !description(id).stackStatusAsString().equals("DELETE_IN_PROGRESS"));
        assertThat(description(id).stackStatusAsString()).as(this::failures).isEqualTo("DELETE_COMPLETE");
    }

    String output(String key) {
        Map<String, String> outputs =
                description().outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
        assertThat(outputs).containsKey(key);
        return outputs.get(key);
    }

    private void update(String version, String status) {
        cloudFormation.updateStack(update -> update.stackName(name)
                .usePreviousTemplate(true)
                .parameters(version(version))
                .capabilities(Capability.CAPABILITY_NAMED_IAM));
        awaitStatus(status);
    }

    private void awaitStatus(String status) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !description().stackStatusAsString().endsWith("_IN_PROGRESS"));
        assertThat(description().stackStatusAsString()).as(this::failures).isEqualTo(status);
    }

    private String failures() {
        try {
            return cloudFormation.describeStackEvents(describe -> describe.stackName(name)).stackEvents().stream()
                    .filter(event -> event.resourceStatusAsString().endsWith("_FAILED"))
                    .flatMap(event -> Stream.of(event.logicalResourceId(), event.resourceStatusReason()))
                    .collect(Collectors.joining("\n"));
        } catch (CloudFormationException e) {
            return e.getMessage();
        }
    }

    private Stack description() {
        return description(name);
    }

    private Stack description(String nameOrId) {
        return cloudFormation
                .describeStacks(describe -> describe.stackName(nameOrId))
                .stacks()
                .get(0);
    }

    private String template() {
        try (InputStream template = TestStack.class.getResourceAsStream(name + ".yaml")) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Parameter> version(String version) {
        return List.of(Parameter.builder()
                .parameterKey("Version")
                .parameterValue(version)
                .build());
    }
}
