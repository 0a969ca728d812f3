package dev.greenroom.localcloud.loadbalancing;

import java.util.Collection;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateListenerException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateLoadBalancerNameException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateTagKeysException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateTargetGroupNameException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidConfigurationRequestException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidLoadBalancerActionException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.OperationNotPermittedException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.PriorityInUseException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ResourceInUseException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAssociationLimitException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TooManyTagsException;

/** The errors of Elastic Load Balancing, in AWS's words. */
final class Failures {
    private Failures() {}

    static ElasticLoadBalancingV2Exception validation(String message) {
        return (ElasticLoadBalancingV2Exception)
                detailed(ElasticLoadBalancingV2Exception.builder(), "ValidationError", message)
                        .build();
    }

    /** For what AWS offers and this load balancer does not; the message names it. */
    static ElasticLoadBalancingV2Exception notEmulated(String what) {
        return invalidConfiguration("%s is not emulated by the local load balancer".formatted(what));
    }

    static InvalidConfigurationRequestException invalidConfiguration(String message) {
        return detailed(InvalidConfigurationRequestException.builder(), "InvalidConfigurationRequest", message)
                .build();
    }

    static InvalidLoadBalancerActionException invalidAction(String message) {
        return detailed(InvalidLoadBalancerActionException.builder(), "InvalidLoadBalancerAction", message)
                .build();
    }

    static LoadBalancerNotFoundException loadBalancersNotFound(Collection<String> namesOrArns) {
        return detailed(
                        LoadBalancerNotFoundException.builder(),
                        "LoadBalancerNotFound",
                        "Load balancers '%s' not found".formatted(namesOrArns))
                .build();
    }

    static DuplicateLoadBalancerNameException duplicateLoadBalancerName(String name) {
        return detailed(
                        DuplicateLoadBalancerNameException.builder(),
                        "DuplicateLoadBalancerName",
                        "A load balancer with the same name '%s' exists, but with different settings".formatted(name))
                .build();
    }

    static OperationNotPermittedException deletionProtected(String arn) {
        return operationNotPermitted(
                "Load balancer '%s' cannot be deleted because deletion protection is enabled".formatted(arn));
    }

    static OperationNotPermittedException operationNotPermitted(String message) {
        return detailed(OperationNotPermittedException.builder(), "OperationNotPermitted", message)
                .build();
    }

    static SubnetNotFoundException subnetNotFound(String message) {
        return detailed(SubnetNotFoundException.builder(), "SubnetNotFound", message)
                .build();
    }

    static TargetGroupNotFoundException targetGroupsNotFound() {
        return detailed(
                        TargetGroupNotFoundException.builder(),
                        "TargetGroupNotFound",
                        "One or more target groups not found")
                .build();
    }

    static TargetGroupNotFoundException targetGroupsNotFound(Collection<String> arns) {
        return detailed(
                        TargetGroupNotFoundException.builder(),
                        "TargetGroupNotFound",
                        "Target groups '%s' not found".formatted(String.join(", ", arns)))
                .build();
    }

    static DuplicateTargetGroupNameException duplicateTargetGroupName(String name) {
        return detailed(
                        DuplicateTargetGroupNameException.builder(),
                        "DuplicateTargetGroupName",
                        "A target group with the same name '%s' exists, but with different settings".formatted(name))
                .build();
    }

    static ResourceInUseException targetGroupInUse(String arn) {
        return detailed(
                        ResourceInUseException.builder(),
                        "ResourceInUse",
                        "Target group '%s' is currently in use by a listener or a rule".formatted(arn))
                .build();
    }

    static TargetGroupAssociationLimitException targetGroupsOfAnotherLoadBalancer(Collection<String> arns) {
        return detailed(
                        TargetGroupAssociationLimitException.builder(),
                        "TargetGroupAssociationLimit",
                        "The following target groups cannot be associated with more than one load balancer: "
                                + String.join(", ", arns))
                .build();
    }

    static ListenerNotFoundException listenersNotFound() {
        return detailed(ListenerNotFoundException.builder(), "ListenerNotFound", "One or more listeners not found")
                .build();
    }

    static DuplicateListenerException duplicateListener(String loadBalancerArn) {
        return detailed(
                        DuplicateListenerException.builder(),
                        "DuplicateListener",
                        "A listener already exists on this port for this load balancer '%s'".formatted(loadBalancerArn))
                .build();
    }

    static RuleNotFoundException rulesNotFound() {
        return detailed(RuleNotFoundException.builder(), "RuleNotFound", "One or more rules not found")
                .build();
    }

    static PriorityInUseException priorityInUse(int priority) {
        return detailed(
                        PriorityInUseException.builder(),
                        "PriorityInUse",
                        "Priority '%d' is currently in use".formatted(priority))
                .build();
    }

    static TooManyTagsException tooManyTags() {
        return detailed(
                        TooManyTagsException.builder(),
                        "TooManyTags",
                        "You've reached the limit on the number of tags for this resource")
                .build();
    }

    static DuplicateTagKeysException duplicateTagKeys(String key) {
        return detailed(
                        DuplicateTagKeysException.builder(),
                        "DuplicateTagKeys",
                        "Tag key '%s' was specified more than once".formatted(key))
                .build();
    }

    private static <B extends ElasticLoadBalancingV2Exception.Builder> B detailed(
            B builder, String code, String message) {
        builder.message(message)
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("ElasticLoadBalancingV2")
                        .errorCode(code)
                        .errorMessage(message)
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(400).build())
                        .build());
        return builder;
    }
}
