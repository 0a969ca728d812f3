package dev.greenroom.localcloud.ecs.service;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsReason;
import dev.greenroom.localcloud.ecs.model.EcsErrors;
import dev.greenroom.localcloud.ecs.task.FargatePlacement;
import dev.greenroom.localcloud.ecs.task.Subnets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.ServiceConnectConfiguration;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** What a service must be like to be taken on. */
final class ServiceRules {
    private final AwsClients clients;
    private final Subnets subnets;

    ServiceRules(AwsClients clients, Subnets subnets) {
        this.clients = clients;
        this.subnets = subnets;
    }

    void check(Revision revision) {
        subnets.require(FargatePlacement.network(revision.network()).subnets());
        for (LoadBalancer loadBalancer : revision.loadBalancers()) {
            checkContainer(loadBalancer, revision.definition());
            checkTargetGroup(loadBalancer.targetGroupArn());
        }
    }

    static void check(
            @Nullable DeploymentConfiguration configuration,
            @Nullable DeploymentController controller,
            @Nullable ServiceConnectConfiguration connect) {
        if (controller != null && controller.type() != null && controller.type() != DeploymentControllerType.ECS) {
            throw EcsErrors.notEmulated("Deployment controller " + controller.typeAsString());
        }
        if (connect != null && Boolean.TRUE.equals(connect.enabled())) {
            throw EcsErrors.notEmulated("serviceConnectConfiguration");
        }
        if (configuration != null) {
            check(configuration);
        }
    }

    private static void check(DeploymentConfiguration configuration) {
        if (configuration.strategy() != null && configuration.strategy() != DeploymentStrategy.ROLLING) {
            throw EcsErrors.notEmulated("Deployment strategy " + configuration.strategyAsString());
        }
        if (configuration.bakeTimeInMinutes() != null && configuration.bakeTimeInMinutes() > 0) {
            throw EcsErrors.notEmulated("deploymentConfiguration.bakeTimeInMinutes");
        }
        if (configuration.alarms() != null
                && Boolean.TRUE.equals(configuration.alarms().enable())) {
            throw EcsErrors.notEmulated("deploymentConfiguration.alarms");
        }
        requirePercentage("minimumHealthyPercent", configuration.minimumHealthyPercent(), 0, 100);
        requirePercentage("maximumPercent", configuration.maximumPercent(), 100, 200);
    }

    private static void requirePercentage(String name, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw EcsErrors.invalidParameter("%s must be between %d and %d.".formatted(name, least, most));
        }
    }

    private static void checkContainer(LoadBalancer loadBalancer, TaskDefinition definition) {
        if (loadBalancer.containerName() == null || loadBalancer.containerPort() == null) {
            throw EcsErrors.invalidParameter("Container name and container port must be specified for load balancers.");
        }
        ContainerDefinition container = definition.containerDefinitions().stream()
                .filter(each -> each.name().equals(loadBalancer.containerName()))
                .findFirst()
                .orElseThrow(() -> EcsErrors.invalidParameter("The container %s does not exist in the task definition."
                        .formatted(loadBalancer.containerName())));
        if (container.portMappings().stream()
                .noneMatch(mapping -> mapping.containerPort().equals(loadBalancer.containerPort()))) {
            throw EcsErrors.invalidParameter("The container %s did not have a container port %d defined."
                    .formatted(loadBalancer.containerName(), loadBalancer.containerPort()));
        }
    }

    private void checkTargetGroup(@Nullable String arn) {
        if (arn == null) {
            throw EcsErrors.notEmulated("A Classic Load Balancer");
        }
        TargetGroup group = find(arn);
        if (group.targetType() != TargetTypeEnum.IP) {
            throw EcsErrors.invalidParameter(
                    "The provided target group %s has target type %s, which is incompatible with the awsvpc network mode"
                                    .formatted(arn, group.targetTypeAsString())
                            + " specified in the task definition.");
        }
        if (group.loadBalancerArns().isEmpty()) {
            throw EcsErrors.invalidParameter(
                    "The target group with targetGroupArn %s does not have an associated load balancer."
                            .formatted(arn));
        }
    }

    private TargetGroup find(String arn) {
        List<TargetGroup> found;
        try {
            found = clients.loadBalancing()
                    .describeTargetGroups(request -> request.targetGroupArns(arn))
                    .targetGroups();
        } catch (AwsServiceException e) {
            throw EcsErrors.invalidParameter(
                    "The specified target group does not exist. %s".formatted(AwsReason.of(e)));
        }
        return found.get(0);
    }
}
