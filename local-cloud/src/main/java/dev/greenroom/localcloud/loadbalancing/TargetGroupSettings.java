package dev.greenroom.localcloud.loadbalancing;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupIpAddressTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** What a request says of a target group: checked, with AWS's defaults for what it leaves out. */
final class TargetGroupSettings {
    private static final Pattern VALID_PATH = Pattern.compile("/[!-~]*");
    private static final String PATH = "/";
    private static final String CODES = "200";
    private static final int INTERVAL = 30;
    private static final int TIMEOUT = 5;
    private static final int HEALTHY = 5;
    private static final int UNHEALTHY = 2;

    private TargetGroupSettings() {}

    static TargetGroup of(CreateTargetGroupRequest request) {
        requireEmulated(request);
        if (request.port() == null) {
            throw Failures.validation("A port must be specified");
        }
        Constraints.range(request.port(), "port", 1, 65535);
        if (request.vpcId() == null) {
            throw Failures.validation("A VPC ID must be specified");
        }
        return checked(TargetGroup.builder()
                .targetGroupName(request.name())
                .protocol(ProtocolEnum.HTTP)
                .protocolVersion("HTTP1")
                .port(request.port())
                .vpcId(request.vpcId())
                .targetType(type(request))
                .ipAddressType(TargetGroupIpAddressTypeEnum.IPV4)
                .healthCheckEnabled(true)
                .healthCheckProtocol(healthCheckProtocol(request.healthCheckProtocolAsString()))
                .healthCheckPort(Objects.requireNonNullElse(request.healthCheckPort(), HealthCheck.TRAFFIC_PORT))
                .healthCheckPath(Objects.requireNonNullElse(request.healthCheckPath(), PATH))
                .healthCheckIntervalSeconds(Objects.requireNonNullElse(request.healthCheckIntervalSeconds(), INTERVAL))
                .healthCheckTimeoutSeconds(Objects.requireNonNullElse(request.healthCheckTimeoutSeconds(), TIMEOUT))
                .healthyThresholdCount(Objects.requireNonNullElse(request.healthyThresholdCount(), HEALTHY))
                .unhealthyThresholdCount(Objects.requireNonNullElse(request.unhealthyThresholdCount(), UNHEALTHY))
                .matcher(matcher(request.matcher(), CODES))
                .build());
    }

    /** What a health check is like that a template says nothing of. */
    static ModifyTargetGroupRequest.Builder defaultHealthCheck() {
        return ModifyTargetGroupRequest.builder()
                .healthCheckProtocol(ProtocolEnum.HTTP)
                .healthCheckPort(HealthCheck.TRAFFIC_PORT)
                .healthCheckPath(PATH)
                .healthCheckIntervalSeconds(INTERVAL)
                .healthCheckTimeoutSeconds(TIMEOUT)
                .healthyThresholdCount(HEALTHY)
                .unhealthyThresholdCount(UNHEALTHY)
                .matcher(matcher -> matcher.httpCode(CODES));
    }

    static TargetGroup change(TargetGroup group, ModifyTargetGroupRequest request) {
        requireEnabled(request.healthCheckEnabled(), group.targetType());
        String protocol =
                Objects.requireNonNullElse(request.healthCheckProtocolAsString(), group.healthCheckProtocolAsString());
        return checked(group.toBuilder()
                .healthCheckProtocol(healthCheckProtocol(protocol))
                .healthCheckPort(Objects.requireNonNullElse(request.healthCheckPort(), group.healthCheckPort()))
                .healthCheckPath(Objects.requireNonNullElse(request.healthCheckPath(), group.healthCheckPath()))
                .healthCheckIntervalSeconds(Objects.requireNonNullElse(
                        request.healthCheckIntervalSeconds(), group.healthCheckIntervalSeconds()))
                .healthCheckTimeoutSeconds(Objects.requireNonNullElse(
                        request.healthCheckTimeoutSeconds(), group.healthCheckTimeoutSeconds()))
                .healthyThresholdCount(
                        Objects.requireNonNullElse(request.healthyThresholdCount(), group.healthyThresholdCount()))
                .unhealthyThresholdCount(
                        Objects.requireNonNullElse(request.unhealthyThresholdCount(), group.unhealthyThresholdCount()))
                .matcher(matcher(request.matcher(), group.matcher().httpCode()))
                .build());
    }

    private static void requireEmulated(CreateTargetGroupRequest request) {
        Constraints.oneOf(request.targetTypeAsString(), "targetType", TargetTypeEnum.values());
        if (type(request) == TargetTypeEnum.LAMBDA || type(request) == TargetTypeEnum.ALB) {
            throw Failures.notEmulated("The target type '%s'".formatted(type(request)));
        }
        if (request.protocolAsString() == null) {
            throw Failures.validation("A protocol must be specified");
        }
        Constraints.oneOf(request.protocolAsString(), "protocol", ProtocolEnum.values());
        if (request.protocol() != ProtocolEnum.HTTP) {
            throw Failures.notEmulated("The target group protocol '%s'".formatted(request.protocolAsString()));
        }
        if (request.protocolVersion() != null && !request.protocolVersion().equals("HTTP1")) {
            throw Failures.notEmulated("The protocol version '%s'".formatted(request.protocolVersion()));
        }
        Constraints.oneOf(request.ipAddressTypeAsString(), "ipAddressType", TargetGroupIpAddressTypeEnum.values());
        if (request.ipAddressType() == TargetGroupIpAddressTypeEnum.IPV6) {
            throw Failures.notEmulated("The IP address type 'ipv6'");
        }
        requireEnabled(request.healthCheckEnabled(), type(request));
    }

    private static TargetTypeEnum type(CreateTargetGroupRequest request) {
        return Objects.requireNonNullElse(request.targetType(), TargetTypeEnum.INSTANCE);
    }

    private static void requireEnabled(@Nullable Boolean healthCheck, TargetTypeEnum type) {
        if (Boolean.FALSE.equals(healthCheck)) {
            throw Failures.validation(
                    "Health check enabled must be true for target groups with target type '%s'".formatted(type));
        }
    }

    private static ProtocolEnum healthCheckProtocol(@Nullable String protocol) {
        Constraints.oneOf(protocol, "healthCheckProtocol", ProtocolEnum.values());
        if (protocol != null && !protocol.equals(ProtocolEnum.HTTP.toString())) {
            throw Failures.notEmulated("The health check protocol '%s'".formatted(protocol));
        }
        return ProtocolEnum.HTTP;
    }

    private static Matcher matcher(@Nullable Matcher requested, String otherwise) {
        if (requested != null && requested.grpcCode() != null) {
            throw Failures.notEmulated("A matcher of gRPC codes");
        }
        String codes = requested == null || requested.httpCode() == null ? otherwise : requested.httpCode();
        return Matcher.builder().httpCode(StatusMatcher.parse(codes).text()).build();
    }

    private static TargetGroup checked(TargetGroup group) {
        Constraints.range(group.healthCheckIntervalSeconds(), "healthCheckIntervalSeconds", 5, 300);
        Constraints.range(group.healthCheckTimeoutSeconds(), "healthCheckTimeoutSeconds", 2, 120);
        Constraints.range(group.healthyThresholdCount(), "healthyThresholdCount", 2, 10);
        Constraints.range(group.unhealthyThresholdCount(), "unhealthyThresholdCount", 2, 10);
        Constraints.length(group.healthCheckPath(), "healthCheckPath", 1, 1024);
        if (!VALID_PATH.matcher(group.healthCheckPath()).matches()) {
            throw Failures.validation("Health check path '%s' must be a valid path that begins with a '/'"
                    .formatted(group.healthCheckPath()));
        }
        if (group.healthCheckIntervalSeconds() <= group.healthCheckTimeoutSeconds()) {
            throw Failures.validation("Health check interval must be greater than the timeout.");
        }
        if (!group.healthCheckPort().equals(HealthCheck.TRAFFIC_PORT) && !isPort(group.healthCheckPort())) {
            throw Failures.validation("Health check port '%s' must be 'traffic-port' or a port between 1 and 65535"
                    .formatted(group.healthCheckPort()));
        }
        return group;
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65535;
    }
}
