package dev.greenroom.localcloud.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Tells what the gateway answers for, and whether LocalStack is there for the rest. */
final class Health extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int TIMEOUT_MILLIS = 1_000;

    private final transient List<ServiceHost> hosts;
    private final transient Supplier<URI> localStack;

    Health(List<ServiceHost> hosts, Supplier<URI> localStack) {
        this.hosts = List.copyOf(hosts);
        this.localStack = localStack;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var services = new LinkedHashMap<String, Object>();
        for (ServiceHost host : hosts) {
            String status = host.isOverlay() ? "partly emulated" : "emulated";
            services.put(host.name(), new TreeMap<>(Map.of("status", status, "operations", host.operations())));
        }
        var health = new LinkedHashMap<String, Object>();
        health.put("status", "running");
        health.put("services", services);
        health.put("localstack", Map.of("status", localStackStatus()));
        response.setContentType("application/json");
        MAPPER.writeValue(response.getOutputStream(), health);
    }

    private String localStackStatus() {
        try (var socket = new Socket()) {
            URI target = localStack.get();
            socket.connect(new InetSocketAddress(target.getHost(), target.getPort()), TIMEOUT_MILLIS);
            return "running";
        } catch (IOException | IllegalStateException e) {
            return "unreachable";
        }
    }
}
