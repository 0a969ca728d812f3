package dev.greenroom.localcloud.gateway;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.protocol.ServiceEndpoint;
import dev.greenroom.localcloud.protocol.WireRequest;
import dev.greenroom.localcloud.protocol.WireResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.core.SdkClient;

/** One emulated service, in all the regions that somebody asked for. */
final class ServiceHost {
    private final EmulatedService service;
    private final ServiceEndpoint endpoint;
    private final ConcurrentMap<String, SdkClient> byRegion = new ConcurrentHashMap<>();
    private final ConcurrentMap<Class<? extends SdkClient>, List<String>> operations = new ConcurrentHashMap<>();

    ServiceHost(EmulatedService service) {
        this.service = service;
        this.endpoint = new ServiceEndpoint(service.signingName(), service.api(), service.wire());
    }

    String name() {
        return service.signingName();
    }

    boolean isOverlay() {
        return service.isOverlay();
    }

    boolean recognises(WireRequest request) {
        return endpoint.operationOf(request).isPresent();
    }

    /** Whether a request to this service is answered here, and not by LocalStack. */
    boolean isEmulated(WireRequest request, String region) {
        return !service.isOverlay()
                || endpoint.operationOf(request)
                        .filter(operationsOf(instance(region))::contains)
                        .isPresent();
    }

    WireResponse answer(WireRequest request, Optional<Caller> caller, String region) {
        return endpoint.answer(
                request,
                () -> instance(region),
                asked -> caller.ifPresent(known -> service.guard().check(asked, scope(region), known)));
    }

    /** What is emulated; empty until the service was asked for the first time. */
    List<String> operations() {
        return byRegion.values().stream().findFirst().map(this::operationsOf).orElse(List.of());
    }

    private List<String> operationsOf(SdkClient instance) {
        return operations.computeIfAbsent(instance.getClass(), endpoint::operationsOf);
    }

    private SdkClient instance(String region) {
        return byRegion.computeIfAbsent(region, this::make);
    }

    private SdkClient make(String region) {
        return service.instance().apply(scope(region));
    }

    private static AwsScope scope(String region) {
        return new AwsScope(AwsScope.LOCAL_ACCOUNT, region);
    }
}
