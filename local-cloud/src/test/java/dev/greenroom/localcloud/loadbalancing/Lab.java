package dev.greenroom.localcloud.loadbalancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.Pace;
import dev.greenroom.localcloud.fakes.FakeClients;
import dev.greenroom.localcloud.loadbalancing.proxy.Proxy;
import dev.greenroom.localcloud.runtime.LoopbackAddresses;
import dev.greenroom.localcloud.runtime.TaskNetwork;
import dev.greenroom.localcloud.runtime.process.LoopbackBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** Load balancing on a network of real sockets, and what tests of it need. */
final class Lab implements AutoCloseable {
    static final int TASK_PORT = 8080;

    final FakeVpc vpc = new FakeVpc();
    final TaskNetwork network = new TaskNetwork();
    final LoadBalancing elb;
    final AwsClients clients;
    private final Proxy proxy = new Proxy();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Backend> backends = new ArrayList<>();

    Lab() {
        this(new LoopbackBlock());
    }

    Lab(LoopbackAddresses addresses) {
        elb = new LoadBalancing(
                new AwsScope("000000000000", "eu-west-1"),
                FakeClients.of(vpc),
                proxy,
                addresses,
                network,
                new Pace(Duration.ofMillis(20), true),
                Clock.systemUTC());
        clients = FakeClients.of(vpc, elb);
    }

    LoadBalancer loadBalancer(String name) {
        return elb.createLoadBalancer(create ->
                        create.name(name).subnets("subnet-a", "subnet-b").securityGroups("sg-web"))
                .loadBalancers()
                .get(0);
    }

    TargetGroup targetGroup(String name) {
        return targetGroup(name, create -> {});
    }

    TargetGroup targetGroup(String name, Consumer<CreateTargetGroupRequest.Builder> changes) {
        return elb.createTargetGroup(create -> {
                    create.name(name)
                            .vpcId(FakeVpc.ID)
                            .targetType("ip")
                            .protocol("HTTP")
                            .port(TASK_PORT)
                            .healthCheckPath("/health")
                            .healthCheckIntervalSeconds(5)
                            .healthCheckTimeoutSeconds(2);
                    changes.accept(create);
                })
                .targetGroups()
                .get(0);
    }

    Listener listener(LoadBalancer balancer, Action... actions) {
        return elb.createListener(create -> create.loadBalancerArn(balancer.loadBalancerArn())
                        .protocol("HTTP")
                        .port(freePort(balancer.dnsName()))
                        .defaultActions(actions))
                .listeners()
                .get(0);
    }

    static Action forward(TargetGroup group) {
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .targetGroupArn(group.targetGroupArn())
                .build();
    }

    static Action say(String text) {
        return Action.builder()
                .type(ActionTypeEnum.FIXED_RESPONSE)
                .fixedResponseConfig(response -> response.statusCode("200").messageBody(text))
                .build();
    }

    static RuleCondition path(String pattern) {
        return condition("path-pattern", condition -> condition.values(pattern));
    }

    static RuleCondition condition(String field, Consumer<RuleCondition.Builder> values) {
        var condition = RuleCondition.builder().field(field);
        values.accept(condition);
        return condition.build();
    }

    /** Starts a server that is known in the VPC by this address. */
    Backend backend(String name, String ip) {
        var backend = new Backend(name);
        backends.add(backend);
        network.attach(ip, TASK_PORT, backend.address());
        return backend;
    }

    void register(TargetGroup group, String... ips) {
        elb.registerTargets(
                register -> register.targetGroupArn(group.targetGroupArn()).targets(targets(ips)));
    }

    void deregister(TargetGroup group, String... ips) {
        elb.deregisterTargets(
                deregister -> deregister.targetGroupArn(group.targetGroupArn()).targets(targets(ips)));
    }

    void set(TargetGroup group, String attribute, String value) {
        elb.modifyTargetGroupAttributes(modify -> modify.targetGroupArn(group.targetGroupArn())
                .attributes(TargetGroupAttribute.builder()
                        .key(attribute)
                        .value(value)
                        .build()));
    }

    TargetHealth health(TargetGroup group, String ip) {
        return elb.describeTargetHealth(describe ->
                        describe.targetGroupArn(group.targetGroupArn()).targets(targets(ip)))
                .targetHealthDescriptions()
                .get(0)
                .targetHealth();
    }

    void awaitState(TargetGroup group, String ip, TargetHealthStateEnum state) {
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(health(group, ip).state()).isEqualTo(state));
    }

    HttpResponse<String> get(Listener listener, String path) {
        return get(listener, path, request -> {});
    }

    HttpResponse<String> get(Listener listener, String path, Consumer<HttpRequest.Builder> changes) {
        var request = HttpRequest.newBuilder(url(listener, path)).timeout(Duration.ofSeconds(10));
        changes.accept(request);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    URI url(Listener listener, String path) {
        String host = elb.describeLoadBalancers(describe -> describe.loadBalancerArns(listener.loadBalancerArn()))
                .loadBalancers()
                .get(0)
                .dnsName();
        return URI.create("http://%s:%d%s".formatted(host, listener.port(), path));
    }

    static int freePort(String host) {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        elb.close();
        proxy.close();
        backends.forEach(Backend::close);
    }

    private static List<TargetDescription> targets(String... ips) {
        return Arrays.stream(ips)
                .map(ip -> TargetDescription.builder().id(ip).build())
                .toList();
    }
}
