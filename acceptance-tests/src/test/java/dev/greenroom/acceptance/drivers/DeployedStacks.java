package dev.greenroom.acceptance.drivers;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** The stacks of the account, seen from outside. */
public final class DeployedStacks {
    private final Account account;

    public DeployedStacks(Account account) {
        this.account = account;
    }

    /** Those of a project, or of one of its environments. */
    public List<Stack> beginningWith(String prefix) {
        return account.aws().cloudFormation().describeStacksPaginator().stacks().stream()
                .filter(stack -> stack.stackName().startsWith(prefix + "-"))
                .toList();
    }

    public Map<String, String> outputs(String stack) {
        return account
                .aws()
                .cloudFormation()
                .describeStacks(request -> request.stackName(stack))
                .stacks()
                .get(0)
                .outputs()
                .stream()
                .collect(toMap(Output::outputKey, Output::outputValue));
    }

    public Map<String, String> parameters(String stack) {
        return account
                .aws()
                .cloudFormation()
                .describeStacks(request -> request.stackName(stack))
                .stacks()
                .get(0)
                .parameters()
                .stream()
                .collect(toMap(Parameter::parameterKey, Parameter::parameterValue));
    }

    public List<StackResourceSummary> resources(Stack stack) {
        return account
                .aws()
                .cloudFormation()
                .listStackResourcesPaginator(request -> request.stackName(stack.stackName()))
                .stackResourceSummaries()
                .stream()
                .toList();
    }

    String template(Stack stack) {
        return account.aws()
                .cloudFormation()
                .getTemplate(request -> request.stackName(stack.stackName()))
                .templateBody();
    }

    List<StackEvent> events(Stack stack) {
        return account
                .aws()
                .cloudFormation()
                .describeStackEventsPaginator(request -> request.stackName(stack.stackName()))
                .stackEvents()
                .stream()
                .toList();
    }
}
