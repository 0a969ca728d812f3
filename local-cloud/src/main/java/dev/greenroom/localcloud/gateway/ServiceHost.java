package dev.greenroom.localcloud.gateway;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.protocol.ServiceEndpoint;
import dev.greenroom.localcloud.protocol.WireRequest;
import dev.greenroom.localcloud.protocol.WireResponse;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.core.SdkClient;

/** One emulated service, in all the regions that somebody asked for. */
final class ServiceHost {
    private final EmulatedService service;
    private final ServiceEndpoint endpoint;
    private final ConcurrentMap<String, SdkClient> byRegion = new ConcurrentHashMap<>();

    ServiceHost(EmulatedService service) {
        this.service = service;
        this.endpoint = new ServiceEndpoint(service.signingName(), service.api(), service.wire());
    }

    String name() {
        return service.signingName();
    }

    boolean recognises(WireRequest request) {
        return endpoint.recognises(request);
    }

    WireResponse answer(WireRequest request, String region) {
        return endpoint.answer(request, () -> byRegion.computeIfAbsent(region, this::make));
    }

    /** What is emulated; empty until the service was asked for the first time. */
    List<String> operations() {
        return byRegion.values().stream()
                .findFirst()
                .map(instance -> endpoint.operationsOf(instance.getClass()))
                .orElse(List.of());
    }

    private SdkClient make(String region) {
        return service.instance().apply(new AwsScope(AwsScope.LOCAL_ACCOUNT, region));
    }
}
