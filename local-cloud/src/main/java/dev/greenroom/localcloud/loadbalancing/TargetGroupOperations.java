package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** Target groups: how the targets in them are reached and checked. */
final class TargetGroupOperations {
    private final State state;
    private final Arns arns;
    private final VpcLookup vpcs;
    private final Function<TargetSettings, GroupTargets> newTargets;

    TargetGroupOperations(State state, Arns arns, VpcLookup vpcs, Function<TargetSettings, GroupTargets> newTargets) {
        this.state = requireNonNull(state, "state is null");
        this.arns = requireNonNull(arns, "arns is null");
        this.vpcs = requireNonNull(vpcs, "vpcs is null");
        this.newTargets = requireNonNull(newTargets, "newTargets is null");
    }

    CreateTargetGroupResponse create(CreateTargetGroupRequest request) {
        String name = Constraints.required(request.name(), "name");
        Constraints.name(name, "Target group name");
        TargetGroup wanted = TargetGroupSettings.of(request);
        Map<String, String> tags = TagOperations.of(request.tags());
        vpcs.requireVpc(wanted.vpcId());
        synchronized (state) {
            Optional<Group> existing = findByName(name);
            if (existing.isPresent()) {
                return alreadyThere(existing.get(), wanted);
            }
            TargetGroup created =
                    wanted.toBuilder().targetGroupArn(arns.targetGroup(name)).build();
            Attributes attributes = AttributeCatalog.TARGET_GROUP.defaults();
            GroupTargets targets = newTargets.apply(TargetSettings.of(created, attributes));
            state.groups().put(created.targetGroupArn(), new Group(created, attributes, targets));
            state.tags().put(created.targetGroupArn(), tags);
            return CreateTargetGroupResponse.builder().targetGroups(created).build();
        }
    }

    DescribeTargetGroupsResponse describe(DescribeTargetGroupsRequest request) {
        Page<Group> page = Page.of(selected(request), request.marker(), request.pageSize());
        return DescribeTargetGroupsResponse.builder()
                .targetGroups(state.describe(page.items()))
                .nextMarker(page.nextMarker())
                .build();
    }

    ModifyTargetGroupResponse modify(ModifyTargetGroupRequest request) {
        synchronized (state) {
            Group group = state.group(request.targetGroupArn());
            Group changed = group.with(TargetGroupSettings.change(group.description(), request));
            state.groups().put(group.arn(), changed);
            group.targets().configure(changed.settings());
            return ModifyTargetGroupResponse.builder()
                    .targetGroups(state.describe(List.of(changed)))
                    .build();
        }
    }

    /** Succeeds, as on AWS, when there is no such group. */
    DeleteTargetGroupResponse delete(DeleteTargetGroupRequest request) {
        String arn = Constraints.required(request.targetGroupArn(), "targetGroupArn");
        Arns.requireTargetGroup(arn);
        synchronized (state) {
            if (state.loadBalancersByGroup().containsKey(arn)) {
                throw Failures.targetGroupInUse(arn);
            }
            state.groups().remove(arn).ifPresent(group -> group.targets().close());
            state.tags().remove(arn);
        }
        return DeleteTargetGroupResponse.builder().build();
    }

    DescribeTargetGroupAttributesResponse describeAttributes(DescribeTargetGroupAttributesRequest request) {
        return DescribeTargetGroupAttributesResponse.builder()
                .attributes(shown(state.group(request.targetGroupArn()).attributes()))
                .build();
    }

    ModifyTargetGroupAttributesResponse modifyAttributes(ModifyTargetGroupAttributesRequest request) {
        Map<String, String> changes =
                Attributes.changes(request.attributes(), TargetGroupAttribute::key, TargetGroupAttribute::value);
        synchronized (state) {
            Group group = state.group(request.targetGroupArn());
            Group changed = group.with(group.attributes().with(changes));
            state.groups().put(group.arn(), changed);
            group.targets().configure(changed.settings());
            return ModifyTargetGroupAttributesResponse.builder()
                    .attributes(shown(changed.attributes()))
                    .build();
        }
    }

    private CreateTargetGroupResponse alreadyThere(Group existing, TargetGroup wanted) {
        TargetGroup comparable =
                existing.description().toBuilder().targetGroupArn(null).build();
        if (!comparable.equals(wanted)) {
            throw Failures.duplicateTargetGroupName(existing.name());
        }
        return CreateTargetGroupResponse.builder()
                .targetGroups(state.describe(List.of(existing)))
                .build();
    }

    private List<Group> selected(DescribeTargetGroupsRequest request) {
        if (request.loadBalancerArn() != null) {
            String balancer = state.balancer(request.loadBalancerArn()).arn();
            Map<String, String> users = state.loadBalancersByGroup();
            return state.groups().list().stream()
                    .filter(group -> balancer.equals(users.get(group.arn())))
                    .toList();
        }
        if (request.hasTargetGroupArns()) {
            request.targetGroupArns().forEach(Arns::requireTargetGroup);
            return request.targetGroupArns().stream()
                    .map(arn -> state.groups().find(arn).orElseThrow(Failures::targetGroupsNotFound))
                    .toList();
        }
        if (request.hasNames()) {
            return request.names().stream()
                    .map(name -> findByName(name).orElseThrow(Failures::targetGroupsNotFound))
                    .toList();
        }
        return state.groups().list();
    }

    private Optional<Group> findByName(String name) {
        return state.groups().list().stream()
                .filter(group -> group.name().equals(name))
                .findFirst();
    }

    private static List<TargetGroupAttribute> shown(Attributes attributes) {
        return attributes.each((key, value) ->
                TargetGroupAttribute.builder().key(key).value(value).build());
    }
}
