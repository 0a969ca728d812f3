package dev.greenroom.cli.daemon;

import static java.util.Objects.requireNonNull;

import dev.greenroom.cli.CommandFailedException;
import dev.greenroom.cli.ExitCode;
import dev.greenroom.cli.Workspace;
import dev.greenroom.cli.progress.Progress;
import dev.greenroom.localcloud.RuntimeChoice;
import dev.greenroom.localcloud.runtime.process.OwnGroup;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The local cloud of a project, running in the background. */
public final class BackgroundCloud {
    private static final long POLL_MILLIS = 50;
    private static final long STOP_SECONDS = 60;
    /** Small on purpose: the cloud shares a laptop with what it runs. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms32m",
            "-Xmx112m",
            "-XX:+UseSerialGC",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=25",
            "-XX:+IgnoreUnrecognizedVMOptions", // the next one came with 17.0.9
            "-XX:TrimNativeHeapInterval=2000",
            "-XX:-UsePerfData",
            "-Xss512k",
            "-XX:MaxMetaspaceSize=192m", // a delivery needs about 115
            "-XX:ReservedCodeCacheSize=48m",
            "-Dio.netty.allocator.numDirectArenas=2",
            "-XX:MaxDirectMemorySize=48m",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
            "-Dorg.slf4j.simpleLogger.showShortLogName=true");

    private final Workspace workspace;
    private final Optional<URI> elsewhere;

    public BackgroundCloud(Workspace workspace) {
        this(workspace, Optional.empty());
    }

    /** @param elsewhere the endpoint of a cloud that somebody else starts and ends, for use instead of one of ours */
    public BackgroundCloud(Workspace workspace, Optional<URI> elsewhere) {
        this.workspace = requireNonNull(workspace, "workspace is null");
        this.elsewhere = requireNonNull(elsewhere, "elsewhere is null");
    }

    /** Whether somebody else starts and ends it. */
    public boolean isElsewhere() {
        return elsewhere.isPresent();
    }

    /** Where it answers, if it runs. */
    public Optional<URI> endpoint() {
        return elsewhere.isPresent() ? elsewhere : ownEndpoint();
    }

    private Optional<URI> ownEndpoint() {
        return alive().filter(state -> state.status() == CloudState.Status.RUNNING)
                .map(state -> URI.create("http://localhost:" + state.port()));
    }

    /** @throws CommandFailedException when it doesn't run: exit code 7, and how to start it */
    public URI requireEndpoint() {
        elsewhere.filter(endpoint -> !answers(endpoint)).ifPresent(endpoint -> {
            throw new CommandFailedException(
                    ExitCode.NOT_THERE,
                    "No local cloud answers at %s, which GREENROOM_ENDPOINT names.".formatted(endpoint),
                    "Start it there, for example with docker compose up --wait, or unset GREENROOM_ENDPOINT.");
        });
        return endpoint()
                .orElseThrow(() -> new CommandFailedException(
                        ExitCode.NOT_THERE,
                        lossByDeath().orElse("There is no local cloud running for this project."),
                        "Run ./greenroom up"));
    }

    /** @throws CommandFailedException when a part of it has died, and how to start anew */
    public void requireWell(URI endpoint) throws InterruptedException {
        if (!isWell(endpoint)) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "LocalStack, a part of the local cloud, has died, and what it held is lost.",
                    isElsewhere()
                            ? "Start the local cloud anew where it runs."
                            : "Run ./greenroom up: it ends the rest and starts anew. Why it died is in "
                                    + workspace.cloudLog());
        }
    }

    /** What the next start finds lost, with a cloud that was killed or has a part that died; empty when nothing is. */
    public Optional<String> loss() throws InterruptedException {
        if (isElsewhere()) {
            return Optional.empty();
        }
        Optional<URI> endpoint = endpoint();
        if (endpoint.isPresent() && !isWell(endpoint.get())) {
            return alive().map(state -> loss("LocalStack, a part of the local cloud, has died", state));
        }
        return lossByDeath();
    }

    private Optional<String> lossByDeath() {
        return CloudState.read(workspace.cloudState())
                .filter(state -> state.status() == CloudState.Status.RUNNING)
                .filter(state -> state.process().isEmpty())
                .map(state -> loss(
                        "The local cloud of this project, process %d, ended without ./greenroom down"
                                .formatted(state.pid()),
                        state));
    }

    private static String loss(String cause, CloudState state) {
        var lines = new ArrayList<String>();
        lines.add(cause + ", and what it held is lost: stacks, images, databases, repositories.");
        state.underway().forEach(work -> lines.add("Lost on its way: " + work));
        return String.join(System.lineSeparator(), lines);
    }

    /** How it runs things, and why, if it runs. */
    public String runtime() {
        if (isElsewhere()) {
            return "where that cloud was started";
        }
        return alive().map(CloudState::detail).orElse("");
    }

    /** Its process, for measurements. */
    public Optional<ProcessHandle> process() {
        return alive().flatMap(CloudState::process);
    }

    /**
     * Starts it, or finds it running, and returns where it answers.
     *
     * @throws CommandFailedException when it does not come up, with its own reason
     */
    public URI start(int port, RuntimeChoice.Decision runtime, String databaseImage, Progress.Step step)
            throws InterruptedException {
        if (isElsewhere()) {
            URI endpoint = requireEndpoint();
            step.now("runs elsewhere, at " + endpoint);
            return endpoint;
        }
        Optional<URI> running = endpoint();
        if (running.isPresent() && isWell(running.get())) {
            step.now("runs already at " + running.get());
            return running.get();
        }
        if (running.isPresent()) {
            step.now("a part of it has died, so all of it is ended and started anew");
            stop();
            keepLog();
        }
        if (alive().isEmpty()) {
            step.now(runtime.sentence());
            launch(port, runtime, databaseImage);
        }
        return awaitRunning(step);
    }

    /** Ends it and everything that it runs, and waits until that is done. Does nothing when none of ours runs. */
    public void stop() throws InterruptedException {
        Optional<ProcessHandle> process = alive().flatMap(CloudState::process);
        if (process.isPresent()) {
            process.get().destroy();
            awaitEnd(process.get());
        }
        delete(workspace.cloudState());
    }

    /** Whether everything behind the endpoint still runs; a cloud that lost LocalStack has lost what it held. */
    static boolean isWell(URI endpoint) throws InterruptedException {
        HttpRequest health =
                HttpRequest.newBuilder(endpoint.resolve("/_greenroom/health")).build();
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(health, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 && !answer.body().contains("unreachable");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean answers(URI endpoint) {
        try {
            return isWell(endpoint);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void launch(int port, RuntimeChoice.Decision runtime, String databaseImage) {
        if (lossByDeath().isPresent()) {
            keepLog();
        }
        delete(workspace.cloudState());
        String folder = workspace.folder().toString();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                CloudProcess.class.getName(),
                String.valueOf(port),
                folder,
                workspace.cloudState().toString(),
                runtime.runtime().word(),
                runtime.how(),
                databaseImage));
        try {
            File log = workspace.cloudLog().toFile();
            ProcessBuilder builder = new ProcessBuilder(OwnGroup.command(command))
                    .directory(workspace.project().toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(log)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log));
            builder.environment().put("MALLOC_ARENA_MAX", "1"); // glibc keeps a heap a thread otherwise
            Process process = builder.start();
            new CloudState(
                            CloudState.Status.STARTING,
                            process.pid(),
                            CloudState.startedAt(process.toHandle()),
                            0,
                            "starting",
                            List.of())
                    .write(workspace.cloudState());
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to start the local cloud in the background", e);
        }
    }

    private URI awaitRunning(Progress.Step step) throws InterruptedException {
        while (true) {
            CloudState state = CloudState.read(workspace.cloudState())
                    .orElseThrow(() -> failed("it was stopped while it started"));
            switch (state.status()) {
                case RUNNING -> {
                    return URI.create("http://localhost:" + state.port());
                }
                case FAILED -> throw failed(state.detail());
                case STARTING -> {
                    step.now(state.detail());
                    if (state.process().isEmpty()
                            && CloudState.read(workspace.cloudState()).equals(Optional.of(state))) {
                        throw failed("its process ended without a word");
                    }
                }
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private CommandFailedException failed(String reason) {
        return new CommandFailedException(
                ExitCode.FAILED,
                "Tried to start the local cloud but " + reason,
                "Its log is %s; ./greenroom doctor tells what this machine lacks.".formatted(workspace.cloudLog()));
    }

    private Optional<CloudState> alive() {
        return CloudState.read(workspace.cloudState())
                .filter(state -> state.process().isPresent());
    }

    private void awaitEnd(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "The local cloud, process %d, did not stop within %d seconds and was killed"
                            .formatted(process.pid(), STOP_SECONDS),
                    "What it had started ends by itself; its log is " + workspace.cloudLog());
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for a process never fails", e);
        }
    }

    /** It may tell why the cloud is gone. */
    private void keepLog() {
        try {
            if (Files.exists(workspace.cloudLog())) {
                Files.move(workspace.cloudLog(), workspace.lostCloudLog(), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to keep the log of the local cloud that is lost", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to remove " + file, e);
        }
    }
}
