package dev.greenroom.localcloud.runtime.docker;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/**
 * The process that containers, networks and volumes belong to, as a label on each of them. What a process that is gone
 * has left can be told from what others use.
 *
 * @param machine where it runs: a PID says nothing about another machine's processes
 * @param startedAtMillis tells it from a later process with the same PID
 */
record Owner(String machine, long pid, long startedAtMillis) {
    static final String LABEL = "dev.greenroom.owner";

    /** Linux tells when a process started by the machine's clock, which may be set. */
    private static final Duration CLOCK_DOUBT = Duration.ofSeconds(10);

    static Owner ofThisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return new Owner(thisMachine(), self.pid(), startedAt(self).orElse(0L));
    }

    static Optional<Owner> parse(String label) {
        String[] parts = label.split("/");
        try {
            return parts.length == 3
                    ? Optional.of(new Owner(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    String label() {
        return "%s/%d/%d".formatted(machine, pid, startedAtMillis);
    }

    /** For what Testcontainers makes, which adds labels of its own. */
    Map<String, String> ownLabels() {
        return Map.of(LABEL, label());
    }

    /** For all else: with those by which Ryuk, or Testcontainers at a JVM's end, removes what this process leaves. */
    Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>(DockerClientFactory.DEFAULT_LABELS);
        labels.put(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL, DockerClientFactory.SESSION_ID);
        labels.putAll(ownLabels());
        return labels;
    }

    /** Only when that is sure. */
    boolean isGone() {
        return machine.equals(thisMachine())
                && ProcessHandle.of(pid).map(this::isAnother).orElse(true);
    }

    private boolean isAnother(ProcessHandle process) {
        return startedAt(process)
                .map(start -> Math.abs(start - startedAtMillis) > CLOCK_DOUBT.toMillis())
                .orElse(false);
    }

    private static Optional<Long> startedAt(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli);
    }

    private static String thisMachine() {
        try {
            Path id = Path.of("/etc/machine-id");
            String name = InetAddress.getLocalHost().getHostName();
            return Files.isReadable(id) ? name + "-" + Files.readString(id).strip() : name;
        } catch (IOException e) {
            return "localhost";
        }
    }
}
