package dev.greenroom.acceptance.drivers;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;

/** What runs in an environment, task by task. */
public final class Tasks {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Project project;
    private final Account account;

    public Tasks(Project project, Account account) {
        this.project = project;
        this.account = account;
    }

    /** The ids of those that should run. */
    public Set<String> running(String environment) {
        var cluster = cluster(environment);
        return new TreeSet<>(account.aws()
                .ecs()
                .listTasks(request -> request.cluster(cluster).desiredStatus(DesiredStatus.RUNNING))
                .taskArns());
    }

    /** Ends every task as if its machine had failed. */
    public void stopAll(String environment) {
        var cluster = cluster(environment);
        running(environment).forEach(task -> account.aws()
                .ecs()
                .stopTask(request -> request.cluster(cluster).task(task).reason("The machine failed")));
    }

    /** Waits until there are as many tasks as there were, and none of them is one of those. */
    public void awaitReplacement(String environment, Set<String> before) {
        await("new tasks in " + environment).atMost(PATIENCE).untilAsserted(() -> {
            var now = running(environment);
            if (now.size() != before.size() || now.stream().anyMatch(before::contains)) {
                throw new AssertionError("the tasks are %s, they were %s".formatted(now, before));
            }
        });
    }

    private String cluster(String environment) {
        return new DeployedStacks(account)
                .outputs("%s-%s-cluster".formatted(project.name(), environment))
                .get("Cluster");
    }
}
