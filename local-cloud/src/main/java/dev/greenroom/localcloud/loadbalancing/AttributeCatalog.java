package dev.greenroom.localcloud.loadbalancing;

import static dev.greenroom.localcloud.loadbalancing.AttributeKey.bool;
import static dev.greenroom.localcloud.loadbalancing.AttributeKey.number;
import static dev.greenroom.localcloud.loadbalancing.AttributeKey.offOrNumber;
import static dev.greenroom.localcloud.loadbalancing.AttributeKey.oneOf;
import static dev.greenroom.localcloud.loadbalancing.AttributeKey.text;
import static dev.greenroom.localcloud.loadbalancing.AttributeKey.zeroOrNumber;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which attributes the resources of an Application Load Balancer know. */
enum AttributeCatalog {
    LOAD_BALANCER(
            "Load balancer",
            "Load balancer attribute key '%s' is not supported on load balancers with type 'application'",
            Set.of("dns_record.client_routing_policy", "secondary_ips.auto_assigned.per_subnet"),
            bool("access_logs.s3.enabled", false),
            text("access_logs.s3.bucket"),
            text("access_logs.s3.prefix"),
            number("client_keep_alive.seconds", 3600, 60, 604800),
            bool("connection_logs.s3.enabled", false),
            text("connection_logs.s3.bucket"),
            text("connection_logs.s3.prefix"),
            bool("deletion_protection.enabled", false),
            bool("health_check_logs.s3.enabled", false),
            text("health_check_logs.s3.bucket"),
            text("health_check_logs.s3.prefix"),
            number("idle_timeout.timeout_seconds", 60, 1, 4000),
            bool("ipv6.deny_all_igw_traffic", false),
            bool("load_balancing.cross_zone.enabled", true),
            oneOf("routing.http.desync_mitigation_mode", "defensive", "monitor", "defensive", "strictest"),
            bool("routing.http.drop_invalid_header_fields.enabled", false),
            bool("routing.http.preserve_host_header.enabled", false),
            bool("routing.http.x_amzn_tls_version_and_cipher_suite.enabled", false),
            bool("routing.http.xff_client_port.enabled", false).onlyDefaultEmulated(),
            oneOf("routing.http.xff_header_processing.mode", "append", "append", "preserve", "remove")
                    .onlyDefaultEmulated(),
            bool("routing.http2.enabled", true),
            bool("waf.fail_open.enabled", false),
            bool("zonal_shift.config.enabled", false)),
    TARGET_GROUP(
            "Target group",
            "The provided target group attribute is not supported",
            Set.of(
                    "deregistration_delay.connection_termination.enabled",
                    "lambda.multi_value_headers.enabled",
                    "preserve_client_ip.enabled",
                    "proxy_protocol_v2.enabled",
                    "target_failover.on_deregistration",
                    "target_failover.on_unhealthy",
                    "target_health_state.unhealthy.connection_termination.enabled",
                    "target_health_state.unhealthy.draining_interval_seconds"),
            number("deregistration_delay.timeout_seconds", 300, 0, 3600),
            oneOf("load_balancing.algorithm.anomaly_mitigation", "off", "on", "off")
                    .onlyDefaultEmulated(),
            oneOf(
                    "load_balancing.algorithm.type",
                    "round_robin",
                    "round_robin",
                    "least_outstanding_requests",
                    "weighted_random"),
            oneOf(
                    "load_balancing.cross_zone.enabled",
                    "use_load_balancer_configuration",
                    "true",
                    "false",
                    "use_load_balancer_configuration"),
            zeroOrNumber("slow_start.duration_seconds", 30, 900).onlyDefaultEmulated(),
            text("stickiness.app_cookie.cookie_name"),
            number("stickiness.app_cookie.duration_seconds", 86400, 1, 604800),
            bool("stickiness.enabled", false).onlyDefaultEmulated(),
            number("stickiness.lb_cookie.duration_seconds", 86400, 1, 604800),
            oneOf("stickiness.type", "lb_cookie", "lb_cookie", "app_cookie"),
            offOrNumber("target_group_health.dns_failover.minimum_healthy_targets.count", "1", 1, 1000),
            offOrNumber("target_group_health.dns_failover.minimum_healthy_targets.percentage", "off", 1, 100),
            number("target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", 1, 1, 1000),
            offOrNumber(
                    "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", "off", 1, 100)),
    LISTENER(
            "Listener",
            "Listener attribute key '%s' is not supported on listeners with protocol 'HTTP'",
            Set.of(
                    "routing.http.request.x_amzn_mtls_clientcert.header_name",
                    "routing.http.request.x_amzn_mtls_clientcert_issuer.header_name",
                    "routing.http.request.x_amzn_mtls_clientcert_leaf.header_name",
                    "routing.http.request.x_amzn_mtls_clientcert_serial_number.header_name",
                    "routing.http.request.x_amzn_mtls_clientcert_subject.header_name",
                    "routing.http.request.x_amzn_mtls_clientcert_validity.header_name",
                    "routing.http.request.x_amzn_tls_cipher_suite.header_name",
                    "routing.http.request.x_amzn_tls_version.header_name",
                    "send_tcp_reset.on_idle_timeout.enabled",
                    "tcp.idle_timeout.seconds"),
            text("routing.http.response.access_control_allow_credentials.header_value")
                    .onlyDefaultEmulated(),
            text("routing.http.response.access_control_allow_headers.header_value")
                    .onlyDefaultEmulated(),
            text("routing.http.response.access_control_allow_methods.header_value")
                    .onlyDefaultEmulated(),
            text("routing.http.response.access_control_allow_origin.header_value")
                    .onlyDefaultEmulated(),
            text("routing.http.response.access_control_expose_headers.header_value")
                    .onlyDefaultEmulated(),
            text("routing.http.response.access_control_max_age.header_value").onlyDefaultEmulated(),
            text("routing.http.response.content_security_policy.header_value").onlyDefaultEmulated(),
            bool("routing.http.response.server.enabled", true).onlyDefaultEmulated(),
            text("routing.http.response.strict_transport_security.header_value").onlyDefaultEmulated(),
            text("routing.http.response.x_content_type_options.header_value").onlyDefaultEmulated(),
            text("routing.http.response.x_frame_options.header_value").onlyDefaultEmulated());

    private final String subject;
    private final String unsupported;
    private final Set<String> ofOtherKinds;
    private final Map<String, AttributeKey> keys = new LinkedHashMap<>();

    /**
     * @param unsupported what AWS says of an attribute of another kind
     * @param ofOtherKinds attributes that only other kinds of load balancers have
     */
    AttributeCatalog(String subject, String unsupported, Set<String> ofOtherKinds, AttributeKey... keys) {
        this.subject = subject;
        this.unsupported = unsupported;
        this.ofOtherKinds = ofOtherKinds;
        for (AttributeKey key : keys) {
            this.keys.put(key.name(), key);
        }
    }

    Attributes defaults() {
        var values = new LinkedHashMap<String, String>();
        keys.values().forEach(key -> values.put(key.name(), key.defaultValue()));
        return new Attributes(this, values);
    }

    AttributeKey find(String name) {
        AttributeKey key = keys.get(name);
        if (key != null) {
            return key;
        }
        if (ofOtherKinds.contains(name)) {
            throw Failures.invalidConfiguration(unsupported.formatted(name));
        }
        throw Failures.validation("%s attribute key '%s' is not recognized".formatted(subject, name));
    }
}
