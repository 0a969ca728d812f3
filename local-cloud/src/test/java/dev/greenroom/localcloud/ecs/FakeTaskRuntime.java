package dev.greenroom.localcloud.ecs;

import dev.greenroom.localcloud.runtime.ContainerSpec;
import dev.greenroom.localcloud.runtime.ImageUnavailableException;
import dev.greenroom.localcloud.runtime.RunningContainer;
import dev.greenroom.localcloud.runtime.TaskRuntime;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Containers that do what a test says. */
public final class FakeTaskRuntime implements TaskRuntime {
    private final List<FakeContainer> started = new CopyOnWriteArrayList<>();
    private final Map<String, Consumer<FakeContainer>> scripts = new ConcurrentHashMap<>();
    private final Map<String, String> digests = new ConcurrentHashMap<>();
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    @Override
    public RunningContainer start(ContainerSpec spec) {
        if (missing.contains(spec.image())) {
            throw new ImageUnavailableException(
                    "CannotPullContainerError: failed to resolve reference \"%s\": not found".formatted(spec.image()));
        }
        String digest = spec.image().contains("@")
                ? spec.image().substring(spec.image().indexOf('@') + 1)
                : digests.getOrDefault(
                        spec.image(),
                        "sha256:" + Integer.toHexString(spec.image().hashCode()));
        FakeContainer container = new FakeContainer(spec, digest);
        started.add(container);
        scripts.getOrDefault(withoutDigest(spec.image()), each -> {}).accept(container);
        return container;
    }

    @Override
    public void close() {
        started.forEach(container -> container.exit(137));
    }

    /** What containers of an image do as soon as they start. */
    public void script(String image, Consumer<FakeContainer> script) {
        scripts.put(withoutDigest(image), script);
    }

    public void removeImage(String image) {
        missing.add(image);
    }

    public void tag(String image, String digest) {
        digests.put(image, digest);
    }

    public List<FakeContainer> started() {
        return List.copyOf(started);
    }

    public List<FakeContainer> running() {
        return started.stream().filter(each -> !each.exit().isDone()).toList();
    }

    private static String withoutDigest(String image) {
        return image.split("@")[0].replaceAll(":[^/]*$", "");
    }

    /** A container that a test ends. */
    public static final class FakeContainer implements RunningContainer {
        private final ContainerSpec spec;
        private final String digest;
        private final CompletableFuture<Integer> exit = new CompletableFuture<>();
        private final List<Duration> stops = new CopyOnWriteArrayList<>();
        private volatile boolean deaf;
        private volatile Optional<String> endReason = Optional.empty();

        private FakeContainer(ContainerSpec spec, String digest) {
            this.spec = spec;
            this.digest = digest;
        }

        public ContainerSpec spec() {
            return spec;
        }

        public void print(String line) {
            spec.log().accept(line);
        }

        public void exit(int code) {
            exit.complete(code);
        }

        public void exit(int code, String reason) {
            endReason = Optional.of(reason);
            exit.complete(code);
        }

        /** From now on a stop signal does not end it. */
        public void ignoreStopSignal() {
            deaf = true;
        }

        public List<Duration> stops() {
            return List.copyOf(stops);
        }

        @Override
        public String imageDigest() {
            return digest;
        }

        @Override
        public InetSocketAddress address(int containerPort) {
            return InetSocketAddress.createUnresolved("127.0.0.1", 10_000 + containerPort);
        }

        @Override
        public CompletableFuture<Integer> exit() {
            return exit;
        }

        @Override
        public Optional<String> endReason() {
            return endReason;
        }

        @Override
        public void stop(Duration timeout) {
            stops.add(timeout);
            if (!deaf) {
                exit.complete(143);
            }
        }
    }
}
