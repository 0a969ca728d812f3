package dev.greenroom.localcloud.gateway;

import dev.greenroom.localcloud.protocol.WireRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Answers for what is emulated here. What is for another service passes, and so do operations that LocalStack has. */
final class EmulatedServices extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final transient List<ServiceHost> hosts;

    EmulatedServices(List<ServiceHost> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Caller> caller = Caller.of(request);
        Optional<ServiceHost> signedFor =
                caller.flatMap(known -> find(host -> host.name().equals(known.service())));
        if (signedFor.isEmpty() && (caller.isPresent() || !isCall(request))) {
            chain.doFilter(request, response);
            return;
        }
        Optional<WireRequest> call = Exchanges.read(request);
        if (call.isEmpty()) {
            Exchanges.sendError(413, "RequestEntityTooLarge", "The request is too large", request, response);
            return;
        }
        String region = caller.map(Caller::region).orElse(Caller.DEFAULT_REGION);
        Optional<ServiceHost> host = signedFor
                .or(() -> find(each -> each.recognises(call.get())))
                .filter(found -> found.isEmulated(call.get(), region));
        if (host.isPresent()) {
            Exchanges.send(host.get().answer(call.get(), caller, region), response);
        } else {
            LocalStackProxy.keepBody(request, call.get().body());
            chain.doFilter(request, response);
        }
    }

    private Optional<ServiceHost> find(Predicate<ServiceHost> condition) {
        return hosts.stream().filter(condition).findFirst();
    }

    /** Nothing but what it asks for tells where an unsigned request belongs; a form tells it in its body. */
    private static boolean isCall(HttpServletRequest request) {
        return request.getHeader("X-Amz-Target") != null
                || request.getHeader("smithy-protocol") != null
                || String.valueOf(request.getContentType()).startsWith(FORM)
                || String.valueOf(request.getQueryString()).contains("Action=");
    }
}
