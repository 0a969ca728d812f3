package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsReason;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** The targets of one task in its service's target groups. Used by the task's thread. */
final class TargetRegistration {
    private static final Logger LOG = LoggerFactory.getLogger(TargetRegistration.class);

    private final TaskEntry entry;
    private final AwsClients clients;
    private final String privateIp;
    private final List<TargetBinding> registered = new ArrayList<>();

    TargetRegistration(TaskEntry entry, AwsClients clients, String privateIp) {
        this.entry = entry;
        this.clients = clients;
        this.privateIp = privateIp;
    }

    void register() throws TaskStartException {
        for (TargetBinding binding : entry.launch().targets()) {
            try {
                clients.loadBalancing().registerTargets(request -> request.targetGroupArn(binding.targetGroupArn())
                        .targets(target(binding)));
            } catch (SdkException e) {
                throw new TaskStartException("TaskFailedToStart: unable to register a target in (target-group %s): %s"
                        .formatted(binding.targetGroupArn(), AwsReason.of(e)));
            }
            registered.add(binding);
            entry.targetRegistered(binding.targetGroupArn());
        }
    }

    void deregister() {
        for (TargetBinding binding : registered) {
            try {
                clients.loadBalancing().deregisterTargets(request -> request.targetGroupArn(binding.targetGroupArn())
                        .targets(target(binding)));
                entry.targetDeregistered(binding.targetGroupArn());
            } catch (TargetGroupNotFoundException e) {
                LOG.debug("Target group {} is gone, and the targets with it", binding.targetGroupArn());
            }
        }
    }

    /** Whether no load balancer sends requests to this task any more, nor waits for its answers. */
    boolean isDrained() {
        return registered.stream().allMatch(this::isUnused);
    }

    private boolean isUnused(TargetBinding binding) {
        try {
            return clients
                    .loadBalancing()
                    .describeTargetHealth(request ->
                            request.targetGroupArn(binding.targetGroupArn()).targets(target(binding)))
                    .targetHealthDescriptions()
                    .stream()
                    .allMatch(each -> each.targetHealth().state() == TargetHealthStateEnum.UNUSED);
        } catch (TargetGroupNotFoundException e) {
            return true;
        }
    }

    private TargetDescription target(TargetBinding binding) {
        return TargetDescription.builder()
                .id(privateIp)
                .port(binding.containerPort())
                .build();
    }
}
