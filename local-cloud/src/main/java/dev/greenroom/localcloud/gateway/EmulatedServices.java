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

/** Answers for the services that are emulated here. What is for another service passes. */
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
        if (caller.isEmpty()) {
            unsigned(request, response, chain);
            return;
        }
        Optional<ServiceHost> host = hosts.stream()
                .filter(each -> each.name().equals(caller.get().service()))
                .findFirst();
        if (host.isPresent()) {
            WireRequest wireRequest = Exchanges.read(request);
            Exchanges.send(host.get().answer(wireRequest, caller.get().region()), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Nothing but what it asks for tells where an unsigned request belongs; a form tells it in its body. */
    private void unsigned(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isCall(request)) {
            chain.doFilter(request, response);
            return;
        }
        WireRequest wireRequest = Exchanges.read(request);
        Optional<ServiceHost> host =
                hosts.stream().filter(each -> each.recognises(wireRequest)).findFirst();
        if (host.isPresent()) {
            Exchanges.send(host.get().answer(wireRequest, Caller.DEFAULT_REGION), response);
        } else {
            LocalStackProxy.keepBody(request, wireRequest.body());
            chain.doFilter(request, response);
        }
    }

    private static boolean isCall(HttpServletRequest request) {
        return request.getHeader("X-Amz-Target") != null
                || request.getHeader("smithy-protocol") != null
                || String.valueOf(request.getContentType()).startsWith(FORM)
                || String.valueOf(request.getQueryString()).contains("Action=");
    }
}
