package dev.greenroom.cli.daemon;

import dev.greenroom.localcloud.LocalCloud;
import dev.greenroom.localcloud.LocalCloudOptions;
import dev.greenroom.localcloud.RuntimeChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process in which the local cloud runs: {@code CloudProcess PORT FOLDER STATE-FILE RUNTIME HOW-AND-WHY
 * DATABASE-IMAGE}. Ends on SIGTERM.
 */
public final class CloudProcess {
    private static final Logger LOG = LoggerFactory.getLogger(CloudProcess.class);

    private final Path stateFile;
    private final String runtime;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final long pid = ProcessHandle.current().pid();
    private final long startedAt = CloudState.startedAt(ProcessHandle.current());

    private volatile int port;

    private CloudProcess(Path stateFile, String runtime) {
        this.stateFile = stateFile;
        this.runtime = runtime;
    }

    public static void main(String[] arguments) throws InterruptedException {
        LocalCloudOptions options = LocalCloudOptions.defaults()
                .withPort(Integer.parseInt(arguments[0]))
                .withFolder(Path.of(arguments[1]))
                .withRuntime(RuntimeChoice.parse(arguments[3]))
                .withDatabaseImage(arguments[5]);
        System.exit(new CloudProcess(Path.of(arguments[2]), arguments[4]).run(options));
    }

    private int run(LocalCloudOptions options) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::awaitStop, "stop"));
        say(CloudState.Status.STARTING, "starting");
        try (LocalCloud cloud =
                LocalCloud.start(options.withProgress(this::progress).withUnderway(this::underway))) {
            port = cloud.endpoint().getPort();
            sayRunning(List.of());
            stop.await();
            LOG.info("Stopping");
        } catch (IOException | RuntimeException e) {
            LOG.error("The local cloud failed", e);
            say(CloudState.Status.FAILED, String.valueOf(e.getMessage()));
            stopped.countDown();
            return 1;
        }
        removeState();
        stopped.countDown();
        return 0;
    }

    private void progress(String sentence) {
        LOG.info(sentence);
        say(CloudState.Status.STARTING, sentence);
    }

    private void underway(List<String> works) {
        try {
            sayRunning(works);
        } catch (UncheckedIOException e) {
            LOG.warn("Could not note what is under way", e); // no reason to hold up what is
        }
    }

    private void sayRunning(List<String> works) {
        new CloudState(CloudState.Status.RUNNING, pid, startedAt, port, runtime, works).write(stateFile);
    }

    private void say(CloudState.Status status, String detail) {
        new CloudState(status, pid, startedAt, 0, detail, List.of()).write(stateFile);
    }

    private void removeState() {
        try {
            Files.deleteIfExists(stateFile);
        } catch (IOException e) {
            LOG.warn("Could not remove {}", stateFile, e);
        }
    }

    /** Runs as shutdown hook: the JVM lives until the cloud is closed. */
    private void awaitStop() {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
