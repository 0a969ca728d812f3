package dev.greenroom.localcloud.runtime.process.localstack;

import dev.greenroom.localcloud.runtime.process.HostEnvironment;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The environment variables that LocalStack runs with. */
final class RunEnvironment {
    /** Nobody listens on the discard port: what would call LocalStack's makers fails at once, without a name lookup. */
    private static final String NOWHERE = "http://127.0.0.1:9";

    private RunEnvironment() {}

    /**
     * Keeps it in its own folders, also in a container, and from all hosts but this one.
     *
     * @param root where it puts what else goes to {@code /var/lib/localstack}
     */
    static Map<String, String> offline(Path root, Path home, Path temporary) {
        Map<String, String> environment = new TreeMap<>(HostEnvironment.minimal());
        environment.put("FILESYSTEM_ROOT", root.toString());
        environment.put("OVERRIDE_IN_DOCKER", "0");
        environment.put("HOME", home.toString());
        environment.put("TMPDIR", temporary.toString());
        environment.put("API_ENDPOINT", NOWHERE);
        environment.put("ANALYTICS_API", NOWHERE);
        environment.put("DISABLE_EVENTS", "1");
        environment.put("SKIP_SSL_CERT_DOWNLOAD", "1");
        environment.put("DNS_ADDRESS", "0");
        return environment;
    }
}
