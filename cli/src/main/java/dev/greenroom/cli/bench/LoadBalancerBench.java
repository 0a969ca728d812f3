package dev.greenroom.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares our load balancer with HAProxy and with no proxy at all, in rounds that take turns: throughput, processor
 * time per request and memory. Needs haproxy and wrk on the PATH, and a quiet machine.
 */
public final class LoadBalancerBench implements AutoCloseable {
    private static final int[] CONNECTIONS = {32, 64};

    private enum Traffic {
        GET("/", ""),
        POST_64_KIB("/", "wrk.method = 'POST'\nwrk.body = string.rep('x', 65536)\n"),
        GET_1_MIB("/1m", "");

        private final String path;
        private final String script;

        Traffic(String path, String script) {
            this.path = path;
            this.script = script;
        }
    }

    private record Server(String name, int port, long pid) {}

    private record Measurement(double requestsPerSecond, double cpuMicrosPerRequest, double residentMib) {}

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();

    private LoadBalancerBench() throws IOException {
        folder = Files.createTempDirectory("greenroom-bench");
    }

    /**
     * @param seconds of one measurement
     * @param warmUp seconds of load before the first one: a JVM is slow at first
     */
    static List<Result> measure(int seconds, int rounds, int warmUp) throws IOException, InterruptedException {
        try (LoadBalancerBench bench = new LoadBalancerBench()) {
            return bench.run(seconds, rounds, warmUp);
        }
    }

    private List<Result> run(int seconds, int rounds, int warmUp) throws IOException, InterruptedException {
        Server direct = startJava("direct", BenchBackend.class);
        Server ours = startJava("ours", BenchProxy.class, direct.port());
        Server haproxy = startHaproxy(direct.port());
        List<Server> servers = List.of(direct, haproxy, ours);
        for (Server server : servers) {
            for (Traffic traffic : Traffic.values()) {
                load(server, traffic, CONNECTIONS[0], Math.max(1, warmUp / Traffic.values().length));
            }
        }
        List<Result> all = new ArrayList<>();
        for (Traffic traffic : Traffic.values()) {
            for (int connections : CONNECTIONS) {
                Map<Server, List<Measurement>> results = new LinkedHashMap<>();
                for (int round = 0; round < rounds; round++) {
                    for (Server server : servers) {
                        Measurement measured = measure(server, traffic, connections, seconds);
                        results.computeIfAbsent(server, added -> new ArrayList<>())
                                .add(measured);
                    }
                }
                all.addAll(compare(
                        "%s, %d connections".formatted(traffic, connections),
                        median(results.get(direct)),
                        median(results.get(haproxy)),
                        median(results.get(ours))));
            }
        }
        return all;
    }

    private static List<Result> compare(String what, Measurement direct, Measurement theirs, Measurement ours) {
        return List.of(
                Result.atLeast(
                        "%s: throughput next to HAProxy (backend asked directly: %.0f/s, ours %.0f/s)"
                                .formatted(what, direct.requestsPerSecond(), ours.requestsPerSecond()),
                        ours.requestsPerSecond() / theirs.requestsPerSecond(),
                        0.8,
                        "times"),
                Result.atMost(
                        what + ": processor time a request next to HAProxy",
                        ours.cpuMicrosPerRequest() / theirs.cpuMicrosPerRequest(),
                        1.3,
                        "times"),
                Result.told(what + ": memory of the load balancer's process", ours.residentMib(), "MiB"));
    }

    private static Measurement median(List<Measurement> measurements) {
        return measurements.stream()
                .sorted((one, other) -> Double.compare(one.requestsPerSecond(), other.requestsPerSecond()))
                .skip(measurements.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private Measurement measure(Server server, Traffic traffic, int connections, int seconds)
            throws IOException, InterruptedException {
        double before = cpuSeconds(server.pid());
        double requests = load(server, traffic, connections, seconds);
        double cpu = cpuSeconds(server.pid()) - before;
        return new Measurement(requests / seconds, cpu / requests * 1e6, residentMib(server.pid()));
    }

    /** How many requests were answered. */
    private double load(Server server, Traffic traffic, int connections, int seconds)
            throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("traffic.lua"), traffic.script);
        String url = "http://127.0.0.1:" + server.port() + traffic.path;
        Process wrk = new ProcessBuilder(
                        "wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "-s", script.toString(), url)
                .redirectErrorStream(true)
                .start();
        String output = new String(wrk.getInputStream().readAllBytes());
        wrk.waitFor();
        if (output.contains("Non-2xx") || output.contains("Socket errors")) {
            throw new IllegalStateException(server.name() + " failed some requests:\n" + output);
        }
        Matcher total = Pattern.compile("(\\d+) requests in").matcher(output);
        if (!total.find()) {
            throw new IllegalStateException("wrk said " + output);
        }
        return Double.parseDouble(total.group(1));
    }

    private Server startJava(String name, Class<?> main, int... arguments) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:MaxDirectMemorySize=64m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                Integer.toString(port)));
        Arrays.stream(arguments).mapToObj(Integer::toString).forEach(command::add);
        return start(name, port, command);
    }

    private Server startHaproxy(int backend) throws IOException, InterruptedException {
        int port = freePort();
        Path config = Files.writeString(folder.resolve("haproxy.cfg"), """
                global
                    nbthread 2
                    maxconn 4096
                defaults
                    mode http
                    option forwardfor
                    http-reuse always
                    timeout connect 10s
                    timeout client 60s
                    timeout server 60s
                frontend load_balancer
                    bind 127.0.0.1:%d
                    default_backend targets
                backend targets
                    server one 127.0.0.1:%d
                """.formatted(port, backend));
        return start("haproxy", port, List.of("haproxy", "-db", "-f", config.toString()));
    }

    private Server start(String name, int port, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        processes.add(process);
        while (!answers(port)) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(name + " ended: " + Files.readString(folder.resolve(name + ".log")));
            }
        }
        return new Server(name, port, process.pid());
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** User and system time so far; the kernel counts in hundredths. */
    private static double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private static double residentMib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/%d/status".formatted(pid))).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1024)
                .sum();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
