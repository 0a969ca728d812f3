package dev.greenroom.localcloud.cloudformation.template;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsScope;
import java.util.List;
import java.util.Set;

/** What {@code AWS::Region} and its like stand for in one stack. */
public record PseudoParameters(AwsScope scope, String stackName, String stackId, List<String> notificationArns) {
    static final Set<String> NAMES = Set.of(
            "AWS::AccountId",
            "AWS::NoValue",
            "AWS::NotificationARNs",
            "AWS::Partition",
            "AWS::Region",
            "AWS::StackId",
            "AWS::StackName",
            "AWS::URLSuffix");

    public PseudoParameters {
        requireNonNull(scope, "scope is null");
        requireNonNull(stackName, "stackName is null");
        requireNonNull(stackId, "stackId is null");
        notificationArns = List.copyOf(notificationArns);
    }

    Object value(String name) {
        return switch (name) {
            case "AWS::AccountId" -> scope.accountId();
            case "AWS::NotificationARNs" -> notificationArns;
            case "AWS::Partition" -> scope.partition();
            case "AWS::Region" -> scope.region();
            case "AWS::StackId" -> stackId;
            case "AWS::StackName" -> stackName;
            case "AWS::URLSuffix" -> scope.urlSuffix();
            case "AWS::NoValue" -> NoValue.INSTANCE;
            default -> throw new IllegalArgumentException("%s is no pseudo parameter".formatted(name));
        };
    }
}
