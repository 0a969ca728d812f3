package dev.greenroom.localcloud.runtime.process.task;

import dev.greenroom.localcloud.runtime.ContainerSpec;
import dev.greenroom.localcloud.runtime.ImageStore.Image;
import dev.greenroom.localcloud.runtime.process.HostEnvironment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The environment of a container: the image's, then the task definition's, with what leads programs to their address.
 * Of the machine's own only language, time zone and path: no credentials of the developer.
 */
final class ContainerEnvironment {
    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "[::]", "*");
    private static final Set<String> PATH_LISTS = Set.of("CLASSPATH", "LD_LIBRARY_PATH", "NODE_PATH", "PYTHONPATH");

    private final ImagePaths paths;
    private final InetAddress address;
    private final SortedMap<Integer, InetSocketAddress> listeners;

    /** @param listeners where container ports are listened on */
    ContainerEnvironment(ImagePaths paths, InetAddress address, SortedMap<Integer, InetSocketAddress> listeners) {
        this.paths = paths;
        this.address = address;
        this.listeners = listeners;
    }

    Map<String, String> of(ContainerSpec spec, Image image, Path home, Path temporary) {
        Map<String, String> environment = new TreeMap<>(HostEnvironment.minimal());
        String hostPath = environment.getOrDefault("PATH", "");
        image.environment().forEach((name, value) -> environment.put(name, mapped(name, value)));
        environment.remove("JAVA_HOME"); // the machine's Java runs, wherever the image has its own
        environment.put("PATH", path(hostPath, image));
        environment.put("HOSTNAME", spec.id());
        environment.put("HOME", home.toString());
        environment.put("TMPDIR", temporary.toString());
        spec.environment().forEach((name, value) -> environment.put(name, mapped(name, value)));
        leadToAddress(environment);
        return environment;
    }

    private String mapped(String name, String value) {
        return PATH_LISTS.contains(name) ? paths.inList(value) : paths.inVariable(value);
    }

    /** This machine's common tools, then what only the image has. */
    private String path(String hostPath, Image image) {
        return hostPath + ":" + paths.inList(image.environment().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"));
    }

    /** A port that a program is told by its number in the container is the one that stands for it here. */
    private void leadToAddress(Map<String, String> environment) {
        environment.compute(
                "SERVER_ADDRESS",
                (name, value) -> value == null || WILDCARDS.contains(value) ? address.getHostAddress() : value);
        for (String name : Set.of("SERVER_PORT", "PORT")) {
            String wanted = environment.get(name);
            firstListener(wanted).ifPresent(port -> environment.put(name, port));
        }
    }

    private Optional<String> firstListener(@Nullable String wanted) {
        return listeners.entrySet().stream()
                .filter(listener -> wanted == null || wanted.equals(String.valueOf(listener.getKey())))
                .map(listener -> String.valueOf(listener.getValue().getPort()))
                .findFirst();
    }
}
