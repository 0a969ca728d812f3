package dev.greenroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Log groups, alarms and rules, of a template. */
class ObservationResourcesTest {
    @RegisterExtension
    static final SharedCloud cloud = new SharedCloud();

    private final SqsClient sqs = cloud.client(SqsClient.builder());
    private final CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.builder());
    private final CloudWatchClient cloudWatch = cloud.client(CloudWatchClient.builder());
    private final EventBridgeClient events = cloud.client(EventBridgeClient.builder());

    @Test
    void are_made_changed_brought_back_and_deleted() {
        TestStack stack = TestStack.create(cloud, "observation");
        observationIsVersionOne(stack);

        stack.updateInVain();
        observationIsVersionOne(stack);

        stack.update("two");
        observationIsVersionTwo(stack);

        String group = stack.output("LogGroup");
        String alarm = stack.output("Alarm");
        String rule = stack.output("Rule");
        stack.delete();
        assertThat(logGroups(group)).isEmpty();
        assertThat(alarms(alarm)).isEmpty();
        assertThatExceptionOfType(software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException.class)
                .isThrownBy(() -> events.describeRule(describe -> describe.name(rule)));
    }

    private void observationIsVersionOne(TestStack stack) {
        assertThat(logGroups(stack.output("LogGroup")))
                .singleElement()
                .satisfies(group -> assertThat(group.retentionInDays()).isEqualTo(7));
        assertThat(logGroupTags(stack.output("LogGroup")))
                .containsOnly(Map.entry("version", "one"), Map.entry("only-in-one", "yes"));
        assertThat(filterPattern(stack.output("LogGroup"))).isEqualTo("ERROR");
        assertThat(alarms(stack.output("Alarm"))).singleElement().satisfies(alarm -> {
            assertThat(alarm.alarmDescription()).isEqualTo("first");
            assertThat(alarm.threshold()).isEqualTo(1);
            assertThat(alarm.dimensions()).hasSize(1);
            assertThat(alarm.alarmActions()).containsExactly(stack.output("Topic"));
            assertThat(alarmTags(alarm)).containsOnly(Map.entry("version", "one"), Map.entry("only-in-one", "yes"));
        });
        DescribeRuleResponse rule = rule(stack.output("Rule"));
        assertThat(rule.stateAsString()).isEqualTo("ENABLED");
        assertThat(rule.description()).isEqualTo("first");
        assertThat(rule.eventPattern()).contains("ECS Deployment State Change");
        assertThat(ruleTags(rule)).containsOnly(Map.entry("version", "one"), Map.entry("only-in-one", "yes"));
        assertThat(ruleTargets(stack.output("Rule"))).containsExactly(stack.output("Topic"));
    }

    private void observationIsVersionTwo(TestStack stack) {
        assertThat(logGroups(stack.output("LogGroup")))
                .singleElement()
                .satisfies(group -> assertThat(group.retentionInDays()).isNull());
        assertThat(logGroupTags(stack.output("LogGroup"))).containsOnly(Map.entry("version", "two"));
        assertThat(filterPattern(stack.output("LogGroup"))).isEqualTo("WARN");
        assertThat(alarms(stack.output("Alarm"))).singleElement().satisfies(alarm -> {
            assertThat(alarm.threshold()).isEqualTo(5);
            assertThat(alarmTags(alarm)).containsOnly(Map.entry("version", "two"));
        });
        DescribeRuleResponse rule = rule(stack.output("Rule"));
        assertThat(rule.stateAsString()).isEqualTo("DISABLED");
        assertThat(rule.eventPattern()).contains("ECS Task State Change");
        assertThat(ruleTags(rule)).containsOnly(Map.entry("version", "two"));
        assertThat(ruleTargets(stack.output("Rule"))).containsExactly(arn(stack.output("Queue")));
    }

    private List<LogGroup> logGroups(String name) {
        return logs.describeLogGroups(describe -> describe.logGroupNamePrefix(name))
                .logGroups();
    }

    private Map<String, String> logGroupTags(String name) {
        return logs.listTagsForResource(
                        list -> list.resourceArn("arn:aws:logs:eu-west-1:000000000000:log-group:" + name))
                .tags();
    }

    private String filterPattern(String group) {
        return logs.describeMetricFilters(describe -> describe.logGroupName(group))
                .metricFilters()
                .get(0)
                .filterPattern();
    }

    private List<MetricAlarm> alarms(String name) {
        return cloudWatch.describeAlarms(describe -> describe.alarmNames(name)).metricAlarms();
    }

    private Map<String, String> alarmTags(MetricAlarm alarm) {
        return cloudWatch.listTagsForResource(list -> list.resourceARN(alarm.alarmArn())).tags().stream()
                .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
    }

    private DescribeRuleResponse rule(String name) {
        return events.describeRule(describe -> describe.name(name));
    }

    private Map<String, String> ruleTags(DescribeRuleResponse rule) {
        return events.listTagsForResource(list -> list.resourceARN(rule.arn())).tags().stream()
                .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
    }

    private List<String> ruleTargets(String rule) {
        return events.listTargetsByRule(list -> list.rule(rule)).targets().stream()
                .map(target -> target.arn())
                .toList();
    }

    private String arn(String queue) {
        return sqs.getQueueAttributes(get -> get.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }
}
