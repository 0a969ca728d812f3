package dev.greenroom.localcloud.aws.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.greenroom.localcloud.aws.AwsScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ecr.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

class RequiredPermissionsTest {
    private static final String HERE = ":eu-west-1:000000000000:";
    private static final String LISTENER = "arn:aws:elasticloadbalancing" + HERE + "listener/app/web/1/2";
    private static final String BALANCER = "arn:aws:elasticloadbalancing" + HERE + "loadbalancer/app/web/1";
    private static final String ROLE = "arn:aws:iam::000000000000:role/task";

    private final RequiredPermissions required = required(false);

    private static RequiredPermissions required(boolean reads) {
        return new RequiredPermissions(
                new AwsScope(AwsScope.LOCAL_ACCOUNT, "eu-west-1"),
                name -> Optional.of("arn:aws:iam::000000000000:role/team/" + name),
                reads);
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                arguments(
                        CreateServiceRequest.builder()
                                .cluster("web")
                                .serviceName("shop")
                                .build(),
                        "ecs:CreateService on arn:aws:ecs" + HERE + "service/web/shop"),
                arguments(
                        CreateServiceRequest.builder().serviceName("shop").build(),
                        "ecs:CreateService on arn:aws:ecs" + HERE + "service/default/shop"),
                arguments(
                        UpdateServiceRequest.builder()
                                .cluster("arn:aws:ecs" + HERE + "cluster/web")
                                .service("arn:aws:ecs" + HERE + "service/web/shop")
                                .build(),
                        "ecs:UpdateService on arn:aws:ecs" + HERE + "service/web/shop"),
                arguments(
                        DeregisterTaskDefinitionRequest.builder()
                                .taskDefinition("arn:aws:ecs" + HERE + "task-definition/shop:1")
                                .build(),
                        "ecs:DeregisterTaskDefinition"),
                arguments(
                        UpdateStackRequest.builder().stackName("shop").build(),
                        "cloudformation:UpdateStack on arn:aws:cloudformation" + HERE + "stack/shop/*"),
                arguments(
                        UpdateStackRequest.builder()
                                .stackName("arn:aws:cloudformation" + HERE + "stack/shop/1")
                                .build(),
                        "cloudformation:UpdateStack on arn:aws:cloudformation" + HERE + "stack/shop/1"),
                arguments(
                        PutApprovalResultRequest.builder()
                                .pipelineName("delivery")
                                .stageName("Release")
                                .actionName("Approval")
                                .build(),
                        "codepipeline:PutApprovalResult on arn:aws:codepipeline" + HERE + "delivery/Release/Approval"),
                arguments(
                        UpdateSecretRequest.builder().secretId("shop").build(),
                        "secretsmanager:UpdateSecret on arn:aws:secretsmanager" + HERE + "secret:shop-??????"),
                arguments(
                        UnsubscribeRequest.builder()
                                .subscriptionArn("arn:aws:sns" + HERE + "news:1")
                                .build(),
                        "sns:Unsubscribe"),
                arguments(
                        ModifyListenerRequest.builder().listenerArn(LISTENER).build(),
                        "elasticloadbalancing:ModifyListener on " + LISTENER),
                arguments(
                        CreateListenerRequest.builder()
                                .loadBalancerArn(BALANCER)
                                .build(),
                        "elasticloadbalancing:CreateListener on " + BALANCER),
                arguments(
                        CreateTargetGroupRequest.builder().name("slot-a").build(),
                        "elasticloadbalancing:CreateTargetGroup on arn:aws:elasticloadbalancing" + HERE
                                + "targetgroup/slot-a/*"),
                arguments(
                        PutRolePolicyRequest.builder().roleName("task").build(),
                        "iam:PutRolePolicy on arn:aws:iam::000000000000:role/team/task"),
                arguments(
                        CreateRoleRequest.builder()
                                .path("/team/")
                                .roleName("task")
                                .build(),
                        "iam:CreateRole on arn:aws:iam::000000000000:role/team/task"),
                arguments(
                        CreateRoleRequest.builder().roleName("task").build(),
                        "iam:CreateRole on arn:aws:iam::000000000000:role/task"),
                arguments(
                        PutRetentionPolicyRequest.builder()
                                .logGroupName("/ecs/shop")
                                .build(),
                        "logs:PutRetentionPolicy on arn:aws:logs" + HERE + "log-group:/ecs/shop:log-stream:"),
                arguments(
                        PutBucketEncryptionRequest.builder().bucket("shop").build(),
                        "s3:PutEncryptionConfiguration on arn:aws:s3:::shop"),
                arguments(
                        TagResourceRequest.builder()
                                .resourceArn("arn:aws:ecr" + HERE + "repository/shop")
                                .build(),
                        "ecr:TagResource on arn:aws:ecr" + HERE + "repository/shop"),
                arguments(
                        PutRuleRequest.builder().name("push").build(),
                        "events:PutRule on arn:aws:events" + HERE + "rule/push"),
                arguments(
                        PutRuleRequest.builder()
                                .name("push")
                                .eventBusName("own")
                                .build(),
                        "events:PutRule on arn:aws:events" + HERE + "rule/own/push"),
                arguments(
                        PutParameterRequest.builder().name("/shop/colour").build(),
                        "ssm:PutParameter on arn:aws:ssm" + HERE + "parameter/shop/colour"),
                arguments(
                        CreateTopicRequest.builder().name("news").build(),
                        "sns:CreateTopic on arn:aws:sns" + HERE + "news"),
                arguments(
                        SetTopicAttributesRequest.builder()
                                .topicArn("arn:aws:sns" + HERE + "news")
                                .build(),
                        "sns:SetTopicAttributes on arn:aws:sns" + HERE + "news"),
                arguments(
                        SetQueueAttributesRequest.builder()
                                .queueUrl("http://localhost:4566/000000000000/jobs")
                                .build(),
                        "sqs:SetQueueAttributes on arn:aws:sqs" + HERE + "jobs"),
                arguments(
                        ModifyDbInstanceRequest.builder()
                                .dbInstanceIdentifier("shop")
                                .build(),
                        "rds:ModifyDBInstance on arn:aws:rds" + HERE + "db:shop"),
                arguments(CreateVpcRequest.builder().build(), "ec2:CreateVpc"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void of_a_change_are_the_action_and_the_resource_that_policies_name(AwsRequest request, String expected) {
        assertThat(texts(request)).containsExactly(expected);
    }

    @Test
    void of_a_change_of_many_are_one_each() {
        assertThat(texts(DeleteAlarmsRequest.builder().alarmNames("one", "two").build()))
                .containsExactly(
                        "cloudwatch:DeleteAlarms on arn:aws:cloudwatch" + HERE + "alarm:one",
                        "cloudwatch:DeleteAlarms on arn:aws:cloudwatch" + HERE + "alarm:two");
        assertThat(texts(AddTagsRequest.builder()
                        .resourceArns(LISTENER, BALANCER)
                        .build()))
                .containsExactly(
                        "elasticloadbalancing:AddTags on " + LISTENER, "elasticloadbalancing:AddTags on " + BALANCER);
    }

    @Test
    void of_a_change_that_gives_a_service_a_role_include_that_the_role_may_be_passed() {
        String pass = "iam:PassRole on " + ROLE;

        assertThat(required.of(RegisterTaskDefinitionRequest.builder()
                        .taskRoleArn(ROLE)
                        .executionRoleArn("execution")
                        .build()))
                .containsExactly(
                        RequiredPermission.of("ecs:RegisterTaskDefinition", Optional.empty()),
                        RequiredPermission.toPass(
                                "arn:aws:iam::000000000000:role/team/execution", "ecs-tasks.amazonaws.com"),
                        RequiredPermission.toPass(ROLE, "ecs-tasks.amazonaws.com"));
        assertThat(texts(CreateProjectRequest.builder()
                        .name("build")
                        .serviceRole(ROLE)
                        .build()))
                .containsExactly("codebuild:CreateProject on arn:aws:codebuild" + HERE + "project/build", pass);
        assertThat(texts(UpdatePipelineRequest.builder()
                        .pipeline(pipeline -> pipeline.name("delivery").roleArn(ROLE))
                        .build()))
                .containsExactly("codepipeline:UpdatePipeline on arn:aws:codepipeline" + HERE + "delivery", pass);
        assertThat(texts(PutTargetsRequest.builder()
                        .rule("push")
                        .targets(
                                Target.builder().id("1").roleArn(ROLE).build(),
                                Target.builder().id("2").build())
                        .build()))
                .containsExactly("events:PutTargets on arn:aws:events" + HERE + "rule/push", pass);
    }

    @Test
    void of_passing_a_role_tell_to_which_service() {
        assertThat(RequiredPermission.toPass(ROLE, "ecs-tasks.amazonaws.com").context())
                .isEqualTo(Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com"));
    }

    @Test
    void of_a_reading_are_none_unless_it_reads_a_secret() {
        assertThat(texts(DescribeServicesRequest.builder().services("shop").build()))
                .isEmpty();
        assertThat(texts(GetSecretValueRequest.builder().secretId("database").build()))
                .containsExactly(
                        "secretsmanager:GetSecretValue on arn:aws:secretsmanager" + HERE + "secret:database-??????");
        assertThat(texts(GetParameterRequest.builder().name("colour").build()))
                .containsExactly("ssm:GetParameter on arn:aws:ssm" + HERE + "parameter/colour");
    }

    @Test
    void of_a_reading_are_its_action_where_reads_count() {
        assertThat(required(true)
                        .of(DescribeServicesRequest.builder().services("shop").build()))
                .containsExactly(RequiredPermission.of("ecs:DescribeServices", Optional.empty()));
    }

    private List<String> texts(AwsRequest request) {
        return required.of(request).stream()
                .map(permission -> permission.action()
                        + permission.resource().map(" on "::concat).orElse(""))
                .toList();
    }
}
