package dev.greenroom.acceptance.delivery;

import static org.awaitility.Awaitility.await;

import dev.greenroom.acceptance.drivers.Account;
import dev.greenroom.acceptance.drivers.DeployedStacks;
import dev.greenroom.acceptance.drivers.Project;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Somebody who wants to know of errors in an environment, and gets a message when there are some. */
public final class Subscriber implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Account account;
    private final String alarm;
    private final String queue;
    private final String subscription;
    private final List<String> messages = new ArrayList<>();

    private Subscriber(Account account, String alarm, String queue, String subscription) {
        this.account = account;
        this.alarm = alarm;
        this.queue = queue;
        this.subscription = subscription;
    }

    /** Subscribes to what the alarms of an environment tell. */
    public static Subscriber of(Project project, String environment, Account account) {
        var name = "%s-%s-alarms".formatted(project.name(), environment);
        var outputs = new DeployedStacks(account).outputs(name);
        var queue = account.sqs()
                .createQueue(request -> request.queueName(name + "-heard"))
                .queueUrl();
        var arn = account.sqs()
                .getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        var subscription = account.sns()
                .subscribe(request -> request.topicArn(outputs.get("Topic"))
                        .protocol("sqs")
                        .endpoint(arn)
                        .returnSubscriptionArn(true))
                .subscriptionArn();
        return new Subscriber(account, outputs.get("ErrorAlarm"), queue, subscription);
    }

    /** Waits until the alarm is not on: only when it goes off, somebody is told. */
    public void awaitQuiet() {
        await("no alarm: " + alarm)
                .atMost(PATIENCE)
                .until(() ->
                        account
                                .cloudWatch()
                                .describeAlarms(request -> request.alarmNames(alarm))
                                .metricAlarms()
                                .stream()
                                .map(MetricAlarm::stateValue)
                                .noneMatch(StateValue.ALARM::equals));
    }

    /** Waits for a message that says something. */
    public void awaitMessage(String what, Predicate<String> says) {
        await("a message: " + what).atMost(PATIENCE).until(() -> {
            receive();
            return messages.stream().anyMatch(says);
        });
    }

    /** All that was heard, as it came. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void close() {
        account.sns().unsubscribe(request -> request.subscriptionArn(subscription));
        account.sqs().deleteQueue(request -> request.queueUrl(queue));
    }

    private void receive() {
        var received = account.sqs()
                .receiveMessage(request ->
                        request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
                .messages();
        for (Message message : received) {
            messages.add(message.body());
            account.sqs().deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
        }
    }
}
