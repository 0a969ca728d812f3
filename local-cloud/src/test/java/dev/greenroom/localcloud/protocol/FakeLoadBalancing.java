package dev.greenroom.localcloud.protocol;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;

/** Echoes the listener that it was asked to create; says that any other is unknown. */
final class FakeLoadBalancing implements ElasticLoadBalancingV2Client {
    static final ServiceEndpoint ENDPOINT = new ServiceEndpoint(
            "elasticloadbalancing",
            ElasticLoadBalancingV2Client.class,
            Wire.query("http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"));

    @Nullable
    CreateListenerRequest created;

    @Override
    public CreateListenerResponse createListener(CreateListenerRequest request) throws ElasticLoadBalancingV2Exception {
        created = request;
        return CreateListenerResponse.builder()
                .listeners(Listener.builder()
                        .port(request.port())
                        .defaultActions(request.defaultActions())
                        .build())
                .build();
    }

    @Override
    public DescribeListenersResponse describeListeners(DescribeListenersRequest request)
            throws ElasticLoadBalancingV2Exception {
        throw ListenerNotFoundException.builder()
                .message("One or more listeners not found")
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
