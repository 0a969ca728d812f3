package dev.greenroom.acceptance.drivers;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.ecs.model.ClusterField;

/** Reads the tags of a resource where the service keeps them, which every service does in its own way. */
final class TagReader {
    private final Account account;
    private final DeliveryTagReader deliveryTags;

    TagReader(Account account) {
        this.account = account;
        this.deliveryTags = new DeliveryTagReader(account);
    }

    /** Empty for what can't carry tags. A type that is new to the templates must be entered here. */
    Optional<Map<String, String>> tags(StackResourceSummary resource) {
        var id = resource.physicalResourceId();
        return switch (resource.resourceType()) {
            case "AWS::EC2::SecurityGroupIngress", "AWS::ElasticLoadBalancingV2::Listener" -> Optional.empty();
            case "AWS::EC2::SecurityGroup" -> Optional.of(securityGroup(id));
            case "AWS::ECR::Repository" -> Optional.of(repository(id));
            case "AWS::ECS::Cluster" -> Optional.of(cluster(id));
            case "AWS::ECS::Service", "AWS::ECS::TaskDefinition" -> Optional.of(ecs(id));
            case "AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancingV2::TargetGroup" ->
                Optional.of(loadBalancing(id));
            case "AWS::IAM::Role" -> Optional.of(role(id));
            case "AWS::Logs::LogGroup" -> Optional.of(logGroup(id));
            case "AWS::RDS::DBInstance" -> Optional.of(database(id));
            case "AWS::RDS::DBSubnetGroup" -> Optional.of(subnetGroup(id));
            case "AWS::SecretsManager::Secret" -> Optional.of(secret(id));
            default -> deliveryTags.tags(resource.resourceType(), id);
        };
    }

    private Map<String, String> securityGroup(String id) {
        var group = account.aws()
                .ec2()
                .describeSecurityGroups(request -> request.groupIds(id))
                .securityGroups()
                .get(0);
        return map(group.tags(), tag -> tag.key(), tag -> tag.value());
    }

    private Map<String, String> repository(String name) {
        var ecr = account.aws().ecr();
        var arn = ecr.describeRepositories(request -> request.repositoryNames(name))
                .repositories()
                .get(0)
                .repositoryArn();
        return map(
                ecr.listTagsForResource(request -> request.resourceArn(arn)).tags(),
                tag -> tag.key(),
                tag -> tag.value());
    }

    private Map<String, String> cluster(String name) {
        var cluster = account.aws()
                .ecs()
                .describeClusters(request -> request.clusters(name).include(ClusterField.TAGS))
                .clusters()
                .get(0);
        return map(cluster.tags(), tag -> tag.key(), tag -> tag.value());
    }

    private Map<String, String> ecs(String arn) {
        var tags = account.aws()
                .ecs()
                .listTagsForResource(request -> request.resourceArn(arn))
                .tags();
        return map(tags, tag -> tag.key(), tag -> tag.value());
    }

    private Map<String, String> loadBalancing(String arn) {
        var tags = account.aws()
                .loadBalancing()
                .describeTags(request -> request.resourceArns(arn))
                .tagDescriptions()
                .get(0)
                .tags();
        return map(tags, tag -> tag.key(), tag -> tag.value());
    }

    private Map<String, String> role(String name) {
        var tags = account.iam().listRoleTags(request -> request.roleName(name)).tags();
        return map(tags, tag -> tag.key(), tag -> tag.value());
    }

    private Map<String, String> logGroup(String name) {
        var logs = account.aws().logs();
        var arn = logs.describeLogGroups(request -> request.logGroupNamePrefix(name))
                .logGroups()
                .get(0)
                .arn();
        return logs.listTagsForResource(request -> request.resourceArn(arn.replaceFirst(":\\*$", "")))
                .tags();
    }

    private Map<String, String> database(String id) {
        var database = account.rds()
                .describeDBInstances(request -> request.dbInstanceIdentifier(id))
                .dbInstances()
                .get(0);
        return map(database.tagList(), tag -> tag.key(), tag -> tag.value());
    }

    private Map<String, String> subnetGroup(String name) {
        var arn = account.rds()
                .describeDBSubnetGroups(request -> request.dbSubnetGroupName(name))
                .dbSubnetGroups()
                .get(0)
                .dbSubnetGroupArn();
        var tags = account.rds()
                .listTagsForResource(request -> request.resourceName(arn))
                .tagList();
        return map(tags, tag -> tag.key(), tag -> tag.value());
    }

    private Map<String, String> secret(String id) {
        var tags = account.secrets()
                .describeSecret(request -> request.secretId(id))
                .tags();
        return map(tags, tag -> tag.key(), tag -> tag.value());
    }

    static <T> Map<String, String> map(Collection<T> tags, Function<T, String> key, Function<T, String> value) {
        return tags.stream().collect(toMap(key, value));
    }
}
