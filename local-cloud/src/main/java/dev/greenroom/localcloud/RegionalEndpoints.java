package dev.greenroom.localcloud;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** What tasks and builds ask of their host, {@code /_greenroom/SERVICE/REGION/...}: passed to the service there. */
final class RegionalEndpoints extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Regions regions;
    private final transient Function<RegionalServices, HttpServlet> service;

    RegionalEndpoints(Regions regions, Function<RegionalServices, HttpServlet> service) {
        this.regions = regions;
        this.service = service;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        int end = path.indexOf('/', 1);
        Optional<RegionalServices> region = end < 0 ? Optional.empty() : regions.find(path.substring(1, end));
        if (region.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        service.apply(region.get()).service(new Below(request, path.substring(end)), response);
    }

    private static final class Below extends HttpServletRequestWrapper {
        private final String path;

        private Below(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
        }

        @Override
        public String getPathInfo() {
            return path;
        }
    }
}
