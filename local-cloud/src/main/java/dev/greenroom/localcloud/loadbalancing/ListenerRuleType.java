package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;

/** AWS::ElasticLoadBalancingV2::ListenerRule. */
final class ListenerRuleType implements ResourceType {
    private final ElasticLoadBalancingV2Client client;
    private final ResourceTags tags;

    ListenerRuleType(ElasticLoadBalancingV2Client client) {
        this.client = requireNonNull(client, "client is null");
        this.tags = new ResourceTags(client);
    }

    @Override
    public String name() {
        return "AWS::ElasticLoadBalancingV2::ListenerRule";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = request.properties();
        String arn = client.createRule(properties
                        .without("Tags")
                        .to(CreateRuleRequest.builder())
                        .listenerArn(properties.requiredText("ListenerArn"))
                        .tags(ResourceTags.list(request.tags()))
                        .build())
                .rules()
                .get(0)
                .ruleArn();
        request.initiated(arn);
        return state(arn);
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        String arn = current.physicalId();
        Properties properties = request.properties();
        client.modifyRule(properties
                .without("Tags")
                .to(ModifyRuleRequest.builder())
                .ruleArn(arn)
                .build());
        if (!properties.integer("Priority").equals(request.previousProperties().integer("Priority"))) {
            client.setRulePriorities(set -> set.rulePriorities(
                    properties.to(RulePriorityPair.builder()).ruleArn(arn).build()));
        }
        tags.replace(arn, request.tags());
        return state(arn);
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        try {
            client.deleteRule(delete -> delete.ruleArn(current.physicalId()));
        } catch (RuleNotFoundException e) {
            return; // gone already
        }
    }

    private static ResourceState state(String arn) {
        return new ResourceState(arn, Map.of("RuleArn", arn, "IsDefault", "false"));
    }
}
