package dev.greenroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;

/**
 * The resource types of the services that are LocalStack's: what a template says is really there, changes in place, comes
 * back when an update fails, and goes.
 */
class ResourceTypesTest {
    private static LocalCloud cloud;

    private final CloudFormationClient cloudFormation = client(CloudFormationClient.builder());

    @BeforeAll
    static void start() throws Exception {
        cloud = LocalCloud.start();
        client(SsmClient.builder())
                .putParameter(
                        put -> put.name("taken").type(ParameterType.STRING).value("by somebody else"));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void networks() {
        TestStack stack = TestStack.create(cloudFormation, "network");
        theNetworkIsVersionOne(stack);
        String group = stack.output("InnerGroup");

        stack.updateInVain();
        theNetworkIsVersionOne(stack);
        assertThat(stack.output("InnerGroup")).isEqualTo(group);

        stack.update("two");
        theNetworkIsVersionTwo(stack);
        assertThat(stack.output("InnerGroup")).as("replaced").isNotEqualTo(group);

        String vpc = stack.output("Vpc");
        stack.delete();
        assertThatExceptionOfType(Ec2Exception.class)
                .isThrownBy(() -> client(Ec2Client.builder()).describeVpcs(describe -> describe.vpcIds(vpc)))
                .withMessageContaining(vpc);
    }

    private void theNetworkIsVersionOne(TestStack stack) {
        assertThat(tags(stack.output("Vpc")))
                .containsOnly(Map.entry("version", "one"), Map.entry("only-in-one", "yes"));
        assertThat(tags(stack.output("Subnet"))).containsOnly(Map.entry("version", "one"));
        assertThat(tags(stack.output("Gateway"))).containsOnly(Map.entry("version", "one"));
        assertThat(tags(stack.output("PublicRoutes"))).containsOnly(Map.entry("version", "one"));
        assertThat(tags(stack.output("PublicGroup"))).containsOnly(Map.entry("version", "one"));
        assertThat(tags(stack.output("Allocation"))).containsOnly(Map.entry("version", "one"));
        assertThat(tags(stack.output("Nat"))).containsOnly(Map.entry("version", "one"));
        assertThat(natAddress(stack.output("Nat"))).isEqualTo(stack.output("Address"));
        assertThat(endpointRouteTables(stack.output("Endpoint"))).containsExactly(stack.output("PublicRoutes"));
        assertThat(hasDnsHostnames(stack.output("Vpc"))).isFalse();
        assertThat(subnet(stack).mapPublicIpOnLaunch()).isFalse();
        assertThat(subnet(stack).cidrBlock()).isEqualTo("10.20.0.0/24");
        assertThat(routes(stack.output("PublicRoutes")))
                .containsOnly(Map.entry("10.20.0.0/16", "local"), Map.entry("0.0.0.0/0", stack.output("Gateway")));
        assertThat(associatedSubnets(stack.output("PublicRoutes"))).containsExactly(stack.output("Subnet"));
        assertThat(associatedSubnets(stack.output("PrivateRoutes"))).isEmpty();
        assertThat(rules(stack.output("PublicGroup")))
                .containsExactlyInAnyOrder("in tcp 80-80 0.0.0.0/0 plain", "out -1 -1--1 0.0.0.0/0 null");
        assertThat(rules(stack.output("InnerGroup")))
                .containsExactlyInAnyOrder(
                        "in tcp 8080-8080 " + stack.output("PublicGroup") + " null",
                        "out -1 -1--1 0.0.0.0/0 null",
                        "out tcp 3306-3306 10.20.0.0/16 database one");
    }

    private void theNetworkIsVersionTwo(TestStack stack) {
        assertThat(tags(stack.output("Vpc"))).containsOnly(Map.entry("version", "two"));
        assertThat(tags(stack.output("Subnet"))).containsOnly(Map.entry("version", "two"));
        assertThat(tags(stack.output("Allocation"))).containsOnly(Map.entry("version", "two"));
        assertThat(tags(stack.output("Nat"))).containsOnly(Map.entry("version", "two"));
        assertThat(endpointRouteTables(stack.output("Endpoint"))).containsExactly(stack.output("PrivateRoutes"));
        assertThat(hasDnsHostnames(stack.output("Vpc"))).isTrue();
        assertThat(subnet(stack).mapPublicIpOnLaunch()).isTrue();
        assertThat(routes(stack.output("PublicRoutes")))
                .containsOnly(Map.entry("10.20.0.0/16", "local"), Map.entry("10.99.0.0/16", stack.output("Gateway")));
        assertThat(associatedSubnets(stack.output("PublicRoutes"))).isEmpty();
        assertThat(associatedSubnets(stack.output("PrivateRoutes"))).containsExactly(stack.output("Subnet"));
        assertThat(rules(stack.output("PublicGroup")))
                .containsExactlyInAnyOrder(
                        "in tcp 80-80 0.0.0.0/0 plain",
                        "in tcp 443-443 0.0.0.0/0 secured",
                        "out tcp 8080-8080 10.20.0.0/16 null");
        assertThat(rules(stack.output("InnerGroup"))).contains("out tcp 3306-3306 10.20.0.0/16 database two");
    }

    @Test
    void roles_and_policies() {
        TestStack stack = TestStack.create(cloudFormation, "access");
        accessIsVersionOne(stack);

        stack.updateInVain();
        accessIsVersionOne(stack);

        stack.update("two");
        accessIsVersionTwo(stack);

        String role = stack.output("Role");
        String policy = stack.output("ManagedPolicy");
        stack.delete();
        IamClient iam = client(IamClient.builder());
        assertThatExceptionOfType(NoSuchEntityException.class).isThrownBy(() -> iam.getRole(get -> get.roleName(role)));
        assertThatExceptionOfType(NoSuchEntityException.class)
                .isThrownBy(() -> iam.getPolicy(get -> get.policyArn(policy)));
    }

    private void accessIsVersionOne(TestStack stack) {
        IamClient iam = client(IamClient.builder());
        Role role = role(stack.output("Role"));
        assertThat(role.arn()).isEqualTo(stack.output("RoleArn"));
        assertThat(role.path()).isEqualTo("/service/");
        assertThat(role.description()).isEqualTo("Version one");
        assertThat(role.maxSessionDuration()).isEqualTo(3600);
        assertThat(role.assumeRolePolicyDocument()).doesNotContain("ec2.amazonaws.com");
        assertThat(roleTags(role)).containsOnly(Map.entry("version", "one"), Map.entry("only-in-one", "yes"));
        assertThat(attachedPolicies(stack.output("Role")))
                .containsExactlyInAnyOrder(
                        "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
                        "arn:aws:iam::aws:policy/ReadOnlyAccess",
                        stack.output("ManagedPolicy"));
        assertThat(inlinePolicies(stack.output("Role"))).containsExactlyInAnyOrder("first", "both", "inline");
        assertThat(inlinePolicies(stack.output("OtherRole"))).isEmpty();
        assertThat(iam.getRolePolicy(get -> get.roleName(stack.output("Role")).policyName("both"))
                        .policyDocument())
                .contains("sqs");
        assertThat(defaultVersion(stack.output("ManagedPolicy"))).contains("logs");
    }

    private void accessIsVersionTwo(TestStack stack) {
        IamClient iam = client(IamClient.builder());
        Role role = role(stack.output("Role"));
        assertThat(role.description()).isEqualTo("Version two");
        assertThat(role.maxSessionDuration()).isEqualTo(7200);
        assertThat(role.assumeRolePolicyDocument()).contains("ec2.amazonaws.com");
        assertThat(roleTags(role)).containsOnly(Map.entry("version", "two"));
        assertThat(attachedPolicies(stack.output("Role")))
                .containsExactly("arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy");
        assertThat(attachedPolicies(stack.output("OtherRole"))).containsExactly(stack.output("ManagedPolicy"));
        assertThat(inlinePolicies(stack.output("Role"))).containsExactlyInAnyOrder("second", "both");
        assertThat(inlinePolicies(stack.output("OtherRole"))).containsExactly("inline");
        assertThat(iam.getRolePolicy(get -> get.roleName(stack.output("Role")).policyName("both"))
                        .policyDocument())
                .contains("sns");
        assertThat(defaultVersion(stack.output("ManagedPolicy"))).contains("ssm");
    }

    @Test
    void topics_and_queues() {
        TestStack stack = TestStack.create(cloudFormation, "messages");
        messagesAreVersionOne(stack);
        String ordered = stack.output("OrderedQueue");

        stack.updateInVain();
        messagesAreVersionOne(stack);
        assertThat(stack.output("OrderedQueue")).isEqualTo(ordered);

        stack.update("two");
        messagesAreVersionTwo(stack);
        SqsClient sqs = client(SqsClient.builder());
        assertThatExceptionOfType(QueueDoesNotExistException.class)
                .as("replaced")
                .isThrownBy(() -> sqs.getQueueAttributes(get -> get.queueUrl(ordered)));

        String topic = stack.output("Topic");
        String queue = stack.output("Queue");
        stack.delete();
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> topicAttributes(topic));
        assertThatExceptionOfType(QueueDoesNotExistException.class)
                .isThrownBy(() -> sqs.getQueueAttributes(get -> get.queueUrl(queue)));
    }

    private void messagesAreVersionOne(TestStack stack) {
        SnsClient sns = client(SnsClient.builder());
        SqsClient sqs = client(SqsClient.builder());
        assertThat(topicAttributes(stack.output("Topic")).get("DisplayName")).isEqualTo("first");
        assertThat(topicAttributes(stack.output("Topic")).get("Policy")).contains("\"Sid\":\"one\"");
        assertThat(topicTags(stack.output("Topic")))
                .containsOnly(Map.entry("version", "one"), Map.entry("only-in-one", "yes"));
        assertThat(subscribers(stack.output("Topic")))
                .containsExactlyInAnyOrder(arn(stack.output("Queue")), arn(stack.output("OrderedQueue")));
        Map<String, String> subscription = sns.getSubscriptionAttributes(
                        get -> get.subscriptionArn(stack.output("Subscription")))
                .attributes();
        assertThat(subscription.get("RawMessageDelivery")).isEqualTo("true");
        assertThat(subscription.get("FilterPolicy")).isEqualTo("{\"color\":[\"green\"]}");
        Map<QueueAttributeName, String> queue = queueAttributes(stack.output("Queue"));
        assertThat(queue)
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "90")
                .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1200");
        assertThat(queue.get(QueueAttributeName.REDRIVE_POLICY)).contains(arn(stack.output("DeadLetters")));
        assertThat(queue.get(QueueAttributeName.POLICY)).contains("\"one\"");
        assertThat(queueAttributes(stack.output("DeadLetters")).getOrDefault(QueueAttributeName.POLICY, ""))
                .isEmpty();
        assertThat(sqs.listQueueTags(list -> list.queueUrl(stack.output("Queue")))
                        .tags())
                .containsOnly(Map.entry("version", "one"), Map.entry("only-in-one", "yes"));
    }

    private void messagesAreVersionTwo(TestStack stack) {
        SnsClient sns = client(SnsClient.builder());
        SqsClient sqs = client(SqsClient.builder());
        assertThat(topicAttributes(stack.output("Topic")).getOrDefault("DisplayName", ""))
                .isEmpty();
        assertThat(topicAttributes(stack.output("Topic")).get("Policy")).contains("\"Sid\":\"two\"");
        assertThat(topicTags(stack.output("Topic"))).containsOnly(Map.entry("version", "two"));
        assertThat(subscribers(stack.output("Topic"))).containsExactly(arn(stack.output("OrderedQueue")));
        Map<String, String> subscription = sns.getSubscriptionAttributes(
                        get -> get.subscriptionArn(stack.output("Subscription")))
                .attributes();
        assertThat(subscription.get("RawMessageDelivery")).isEqualTo("false");
        assertThat(subscription.get("FilterPolicy")).isNull();
        Map<QueueAttributeName, String> queue = queueAttributes(stack.output("Queue"));
        assertThat(queue)
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "30")
                .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "600");
        assertThat(queue.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "")).isEmpty();
        assertThat(queue.getOrDefault(QueueAttributeName.POLICY, "")).isEmpty();
        assertThat(queueAttributes(stack.output("DeadLetters")).get(QueueAttributeName.POLICY))
                .contains("\"two\"");
        assertThat(sqs.listQueueTags(list -> list.queueUrl(stack.output("Queue")))
                        .tags())
                .containsOnly(Map.entry("version", "two"));
    }

    @Test
    void buckets_parameters_and_secrets() {
        TestStack stack = TestStack.create(cloudFormation, "storage");
        storageIsVersionOne(stack);
        String generated = secret(stack.output("Generated"));
        assertThat(generated).matches("\\{\"username\":\"admin\",\"password\":\"[A-Za-z0-9]{20}\"}");

        stack.updateInVain();
        storageIsVersionOne(stack);

        stack.update("two");
        storageIsVersionTwo(stack);
        assertThat(secret(stack.output("Generated")))
                .matches("\\{\"username\":\"admin\",\"password\":\"[A-Za-z0-9]{24}\"}");

        String bucket = stack.output("Bucket");
        String given = stack.output("Given");
        stack.delete();
        assertThatExceptionOfType(NoSuchBucketException.class)
                .isThrownBy(() -> s3().listObjectsV2(list -> list.bucket(bucket)));
        assertThat(parameters("/storage/setting")).isEmpty();
        SecretsManagerClient secrets = client(SecretsManagerClient.builder());
        assertThatExceptionOfType(software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException.class)
                .isThrownBy(() -> secrets.describeSecret(describe -> describe.secretId(given)));
    }

    private void storageIsVersionOne(TestStack stack) {
        String bucket = stack.output("Bucket");
        S3Client s3 = s3();
        assertThat(s3.getBucketVersioning(get -> get.bucket(bucket)).statusAsString())
                .isEqualTo("Enabled");
        assertThat(encryption(bucket)).isEqualTo("aws:kms");
        assertThat(s3.getPublicAccessBlock(get -> get.bucket(bucket))
                        .publicAccessBlockConfiguration()
                        .restrictPublicBuckets())
                .isTrue();
        assertThat(s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket))
                        .rules()
                        .get(0)
                        .expiration()
                        .days())
                .isEqualTo(30);
        assertThat(s3.getBucketPolicy(get -> get.bucket(bucket)).policy())
                .contains("\"one\"")
                .contains(bucket);
        assertThat(bucketTags(bucket)).containsOnly(Map.entry("version", "one"), Map.entry("only-in-one", "yes"));
        assertThat(client(SsmClient.builder())
                        .getParameter(get -> get.name("/storage/setting"))
                        .parameter()
                        .value())
                .isEqualTo("one");
        assertThat(parameters("/storage/setting"))
                .singleElement()
                .satisfies(parameter -> assertThat(parameter.description()).isEqualTo("first"));
        assertThat(parameterTags("/storage/setting"))
                .containsOnly(Map.entry("version", "one"), Map.entry("only-in-one", "yes"));
        assertThat(secret(stack.output("Given"))).isEqualTo("secret of one");
        DescribeSecretResponse given = describeSecret(stack.output("Given"));
        assertThat(given.description()).isEqualTo("first");
        assertThat(given.tags()).hasSize(2);
    }

    private void storageIsVersionTwo(TestStack stack) {
        String bucket = stack.output("Bucket");
        S3Client s3 = s3();
        assertThat(s3.getBucketVersioning(get -> get.bucket(bucket)).statusAsString())
                .isEqualTo("Suspended");
        assertThat(encryption(bucket)).isEqualTo("AES256");
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> s3.getPublicAccessBlock(get -> get.bucket(bucket)));
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket)));
        assertThat(s3.getBucketPolicy(get -> get.bucket(bucket)).policy()).contains("\"two\"");
        assertThat(bucketTags(bucket)).containsOnly(Map.entry("version", "two"));
        assertThat(client(SsmClient.builder())
                        .getParameter(get -> get.name("/storage/setting"))
                        .parameter()
                        .value())
                .isEqualTo("two");
        assertThat(parameterTags("/storage/setting")).containsOnly(Map.entry("version", "two"));
        assertThat(secret(stack.output("Given"))).isEqualTo("secret of two");
        assertThat(describeSecret(stack.output("Given")).tags()).hasSize(1);
    }

    @Test
    void repositories_whose_pushes_match_a_rule() throws Exception {
        TestStack stack = TestStack.create(cloudFormation, "code");
        String id = stack.output("Id");
        String commit = commit(stack.output("Name"), "feature", "main");

        String event = message(stack.output("Pushes"));
        assertThat(event)
                .contains("referenceCreated", "refs/heads/main", id, commit)
                .doesNotContain("feature");
        assertThat(advertisedReferences(stack.output("Url"))).contains(commit + " refs/heads/main");

        stack.update("two");
        assertThat(stack.output("Id")).isEqualTo(id);
        assertThat(advertisedReferences(stack.output("Url"))).contains(commit + " refs/heads/main");

        String url = stack.output("Url");
        stack.delete();
        assertThat(advertisedReferences(url)).startsWith("404");
    }

    /** Begins the first branch with a commit, and makes the second from it. */
    private static String commit(String repository, String first, String second) {
        CodeCommitClient codeCommit = client(CodeCommitClient.builder());
        String commit = codeCommit
                .putFile(put -> put.repositoryName(repository)
                        .branchName(first)
                        .filePath("hello.txt")
                        .fileContent(SdkBytes.fromUtf8String("hello")))
                .commitId();
        codeCommit.createBranch(
                create -> create.repositoryName(repository).branchName(second).commitId(commit));
        return commit;
    }

    /** Status and body of what git asks first. */
    private static String advertisedReferences(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/info/refs?service=git-receive-pack"))
                .header("Authorization", "Basic dGVzdDp0ZXN0")
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private static String message(String queue) {
        SqsClient sqs = client(SqsClient.builder());
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> sqs.receiveMessage(
                                        receive -> receive.queueUrl(queue).waitTimeSeconds(5))
                                .messages(),
                        messages -> !messages.isEmpty())
                .get(0)
                .body();
    }

    @Test
    void logs_alarms_and_rules() {
        TestStack stack = TestStack.create(cloudFormation, "observation");
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
        EventBridgeClient events = client(EventBridgeClient.builder());
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

    private static Map<String, String> tags(String resource) {
        return client(Ec2Client.builder())
                .describeTags(describe -> describe.filters(
                        Filter.builder().name("resource-id").values(resource).build()))
                .tags()
                .stream()
                .map(tag -> Tag.builder().key(tag.key()).value(tag.value()).build())
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private static boolean hasDnsHostnames(String vpc) {
        return client(Ec2Client.builder())
                .describeVpcAttribute(describe -> describe.vpcId(vpc).attribute(VpcAttributeName.ENABLE_DNS_HOSTNAMES))
                .enableDnsHostnames()
                .value();
    }

    private static Subnet subnet(TestStack stack) {
        return client(Ec2Client.builder())
                .describeSubnets(describe -> describe.subnetIds(stack.output("Subnet")))
                .subnets()
                .get(0);
    }

    private static String natAddress(String gateway) {
        return client(Ec2Client.builder())
                .describeNatGateways(describe -> describe.natGatewayIds(gateway))
                .natGateways()
                .get(0)
                .natGatewayAddresses()
                .get(0)
                .publicIp();
    }

    private static List<String> endpointRouteTables(String endpoint) {
        return client(Ec2Client.builder())
                .describeVpcEndpoints(describe -> describe.vpcEndpointIds(endpoint))
                .vpcEndpoints()
                .get(0)
                .routeTableIds();
    }

    private static Map<String, String> routes(String table) {
        return client(Ec2Client.builder())
                .describeRouteTables(describe -> describe.routeTableIds(table))
                .routeTables()
                .get(0)
                .routes()
                .stream()
                .filter(route -> route.destinationCidrBlock() != null)
                .collect(Collectors.toMap(route -> route.destinationCidrBlock(), route -> route.gatewayId()));
    }

    private static List<String> associatedSubnets(String table) {
        return client(Ec2Client.builder())
                .describeRouteTables(describe -> describe.routeTableIds(table))
                .routeTables()
                .get(0)
                .associations()
                .stream()
                .map(association -> association.subnetId())
                .toList();
    }

    private static List<String> rules(String group) {
        return client(Ec2Client.builder())
                .describeSecurityGroupRules(describe -> describe.filters(
                        Filter.builder().name("group-id").values(group).build()))
                .securityGroupRules()
                .stream()
                .map(ResourceTypesTest::words)
                .toList();
    }

    private static String words(SecurityGroupRule rule) {
        return "%s %s %s-%s %s %s"
                .formatted(
                        rule.isEgress() ? "out" : "in",
                        rule.ipProtocol(),
                        rule.fromPort(),
                        rule.toPort(),
                        rule.referencedGroupInfo() == null
                                ? rule.cidrIpv4()
                                : rule.referencedGroupInfo().groupId(),
                        rule.description());
    }

    private static Role role(String name) {
        return client(IamClient.builder()).getRole(get -> get.roleName(name)).role();
    }

    private static Map<String, String> roleTags(Role role) {
        return role.tags().stream().collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
    }

    private static List<String> attachedPolicies(String role) {
        return client(IamClient.builder())
                .listAttachedRolePolicies(list -> list.roleName(role))
                .attachedPolicies()
                .stream()
                .map(AttachedPolicy::policyArn)
                .toList();
    }

    private static List<String> inlinePolicies(String role) {
        return client(IamClient.builder())
                .listRolePolicies(list -> list.roleName(role))
                .policyNames();
    }

    private static String defaultVersion(String policy) {
        IamClient iam = client(IamClient.builder());
        String version = iam.getPolicy(get -> get.policyArn(policy)).policy().defaultVersionId();
        return iam.getPolicyVersion(get -> get.policyArn(policy).versionId(version))
                .policyVersion()
                .document();
    }

    private static Map<String, String> topicAttributes(String topic) {
        return client(SnsClient.builder())
                .getTopicAttributes(get -> get.topicArn(topic))
                .attributes();
    }

    private static Map<String, String> topicTags(String topic) {
        return client(SnsClient.builder()).listTagsForResource(list -> list.resourceArn(topic)).tags().stream()
                .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
    }

    private static List<String> subscribers(String topic) {
        return client(SnsClient.builder())
                .listSubscriptionsByTopic(list -> list.topicArn(topic))
                .subscriptions()
                .stream()
                .map(Subscription::endpoint)
                .toList();
    }

    private static Map<QueueAttributeName, String> queueAttributes(String queue) {
        return client(SqsClient.builder())
                .getQueueAttributes(get -> get.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }

    private static String arn(String queue) {
        return queueAttributes(queue).get(QueueAttributeName.QUEUE_ARN);
    }

    private static String encryption(String bucket) {
        return s3().getBucketEncryption(get -> get.bucket(bucket))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0)
                .applyServerSideEncryptionByDefault()
                .sseAlgorithmAsString();
    }

    private static Map<String, String> bucketTags(String bucket) {
        return s3().getBucketTagging(get -> get.bucket(bucket)).tagSet().stream()
                .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
    }

    private static List<ParameterMetadata> parameters(String name) {
        return client(SsmClient.builder())
                .describeParameters(describe -> describe.parameterFilters(ParameterStringFilter.builder()
                        .key("Name")
                        .option("Equals")
                        .values(name)
                        .build()))
                .parameters();
    }

    private static Map<String, String> parameterTags(String name) {
        return client(SsmClient.builder())
                .listTagsForResource(list ->
                        list.resourceType(ResourceTypeForTagging.PARAMETER).resourceId(name))
                .tagList()
                .stream()
                .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
    }

    private static String secret(String arn) {
        return client(SecretsManagerClient.builder())
                .getSecretValue(get -> get.secretId(arn))
                .secretString();
    }

    private static DescribeSecretResponse describeSecret(String arn) {
        return client(SecretsManagerClient.builder()).describeSecret(describe -> describe.secretId(arn));
    }

    private static List<LogGroup> logGroups(String name) {
        return client(CloudWatchLogsClient.builder())
                .describeLogGroups(describe -> describe.logGroupNamePrefix(name))
                .logGroups();
    }

    private static Map<String, String> logGroupTags(String name) {
        return client(CloudWatchLogsClient.builder())
                .listTagsForResource(list -> list.resourceArn("arn:aws:logs:eu-west-1:000000000000:log-group:" + name))
                .tags();
    }

    private static String filterPattern(String group) {
        return client(CloudWatchLogsClient.builder())
                .describeMetricFilters(describe -> describe.logGroupName(group))
                .metricFilters()
                .get(0)
                .filterPattern();
    }

    private static List<MetricAlarm> alarms(String name) {
        return client(CloudWatchClient.builder())
                .describeAlarms(describe -> describe.alarmNames(name))
                .metricAlarms();
    }

    private static Map<String, String> alarmTags(MetricAlarm alarm) {
        return client(CloudWatchClient.builder())
                .listTagsForResource(list -> list.resourceARN(alarm.alarmArn()))
                .tags()
                .stream()
                .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
    }

    private static DescribeRuleResponse rule(String name) {
        return client(EventBridgeClient.builder()).describeRule(describe -> describe.name(name));
    }

    private static Map<String, String> ruleTags(DescribeRuleResponse rule) {
        return client(EventBridgeClient.builder())
                .listTagsForResource(list -> list.resourceARN(rule.arn()))
                .tags()
                .stream()
                .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
    }

    private static List<String> ruleTargets(String rule) {
        return client(EventBridgeClient.builder()).listTargetsByRule(list -> list.rule(rule)).targets().stream()
                .map(target -> target.arn())
                .toList();
    }

    private static S3Client s3() {
        return client(S3Client.builder().forcePathStyle(true));
    }

    private static <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(cloud.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }
}
