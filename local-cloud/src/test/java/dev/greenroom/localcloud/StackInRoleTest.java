package dev.greenroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** CloudFormation in a role with a real policy, for services that are emulated and services of LocalStack. */
class StackInRoleTest {
    private static final String ROLE = "builder";
    private static final String POLICY = "build";

    @RegisterExtension
    static final SharedCloud cloud = new SharedCloud();

    private final IamClient iam = cloud.client(IamClient.builder());
    private final CloudFormationClient cloudFormation = cloud.client(CloudFormationClient.builder());

    private String role;

    @BeforeEach
    void makeRole() {
        role = iam.createRole(create -> create.roleName(ROLE).assumeRolePolicyDocument("""
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "cloudformation.amazonaws.com"}}]}"""))
                .role()
                .arn();
        iam.putRolePolicy(put -> put.roleName(ROLE).policyName(POLICY).policyDocument("""
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": ["ecs:CreateCluster", "ecs:DeleteCluster"],
               "Resource": "arn:aws:ecs:eu-west-1:000000000000:cluster/built-*"},
              {"Effect": "Allow", "Action": ["sqs:CreateQueue", "sqs:DeleteQueue"],
               "Resource": "arn:aws:sqs:eu-west-1:000000000000:built-*"}]}"""));
    }

    @AfterEach
    void forgetRole() {
        iam.deleteRolePolicy(delete -> delete.roleName(ROLE).policyName(POLICY));
        iam.deleteRole(delete -> delete.roleName(ROLE));
    }

    @Test
    void makes_and_deletes_what_the_policy_allows() {
        String id = create("built", "built-jobs", "built-web");
        awaitStatus(id, "CREATE_COMPLETE");
        assertThat(clusters()).anyMatch(arn -> arn.endsWith("cluster/built-web"));
        assertThat(queues()).anyMatch(url -> url.endsWith("/built-jobs"));

        cloudFormation.deleteStack(delete -> delete.stackName(id).roleARN(role));
        awaitStatus(id, "DELETE_COMPLETE");

        assertThat(clusters()).noneMatch(arn -> arn.endsWith("cluster/built-web"));
        assertThat(queues()).noneMatch(url -> url.endsWith("/built-jobs"));
    }

    @Test
    void makes_nothing_of_LocalStack_that_the_policy_does_not_allow() {
        String id = create("other-queue", "jobs", "built-web");
        awaitStatus(id, "ROLLBACK_COMPLETE");

        assertThat(reasons(id))
                .contains("is not authorized to perform: sqs:CreateQueue on resource:"
                        + " arn:aws:sqs:eu-west-1:000000000000:jobs because no identity-based policy allows the"
                        + " sqs:CreateQueue action");
        assertThat(queues()).noneMatch(url -> url.endsWith("/jobs"));
    }

    @Test
    void makes_nothing_that_is_emulated_and_the_policy_does_not_allow() {
        String id = create("other-cluster", "built-jobs", "web");
        awaitStatus(id, "ROLLBACK_COMPLETE");

        assertThat(reasons(id))
                .contains("is not authorized to perform: ecs:CreateCluster on resource:"
                        + " arn:aws:ecs:eu-west-1:000000000000:cluster/web because no identity-based policy allows the"
                        + " ecs:CreateCluster action");
        assertThat(clusters()).noneMatch(arn -> arn.endsWith("cluster/web"));
    }

    private String create(String stack, String queue, String cluster) {
        return cloudFormation
                .createStack(
                        create -> create.stackName(stack).roleARN(role).templateBody("""
                    Resources:
                      Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: %s}}
                      Cluster: {Type: AWS::ECS::Cluster, Properties: {ClusterName: %s}}
                    """.formatted(queue, cluster)))
                .stackId();
    }

    private void awaitStatus(String id, String status) {
        await().atMost(Duration.ofSeconds(60)).until(() -> status(id), now -> !now.endsWith("_IN_PROGRESS"));
        assertThat(status(id)).as(() -> reasons(id)).isEqualTo(status);
    }

    private String status(String id) {
        return cloudFormation
                .describeStacks(describe -> describe.stackName(id))
                .stacks()
                .get(0)
                .stackStatusAsString();
    }

    private String reasons(String id) {
        return String.join(
                "\n",
                cloudFormation.describeStackEvents(describe -> describe.stackName(id)).stackEvents().stream()
                        .map(StackEvent::resourceStatusReason)
                        .map(String::valueOf)
                        .toList());
    }

    private Iterable<String> clusters() {
        return cloud.client(EcsClient.builder()).listClusters().clusterArns();
    }

    private Iterable<String> queues() {
        return cloud.client(SqsClient.builder()).listQueues().queueUrls();
    }
}
