package dev.greenroom.localcloud.cloudformation.template;

import dev.greenroom.localcloud.aws.AwsScope;
import java.util.List;
import java.util.Map;
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
        notificationArns = List.copyOf(notificationArns);
    }

    Map<String, Object> values() {
        return Map.of(
                "AWS::AccountId", scope.accountId(),
                "AWS::NotificationARNs", notificationArns,
                "AWS::Partition", scope.partition(),
                "AWS::Region", scope.region(),
                "AWS::StackId", stackId,
                "AWS::StackName", stackName,
                "AWS::URLSuffix", scope.urlSuffix());
    }
}
