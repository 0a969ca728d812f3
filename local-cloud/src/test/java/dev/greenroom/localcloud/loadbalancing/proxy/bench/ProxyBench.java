package dev.greenroom.localcloud.loadbalancing.proxy.bench;

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
 * Compares our proxy with HAProxy and with no proxy at all, in rounds that take turns, and prints throughput, processor
 * time per request and memory. Needs haproxy and wrk on the PATH, and a quiet machine.
 *
 * <p>Arguments, all optional: seconds of a measurement (5), rounds (3), seconds of warm-up (40).
 */
public final class ProxyBench implements AutoCloseable {
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

    private ProxyBench() throws IOException {
        folder = Files.createTempDirectory("proxy-bench");
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        int warmUp = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 40;
        try (ProxyBench bench = new ProxyBench()) {
            bench.run(seconds, rounds, warmUp);
        }
    }

    private void run(int seconds, int rounds, int warmUp) throws IOException, InterruptedException {
        Server direct = startJava("direct", BenchBackend.class);
        Server ours = startJava("ours", BenchProxy.class, direct.port());
        Server haproxy = startHaproxy(direct.port());
        List<Server> servers = List.of(direct, haproxy, ours);
        for (Server server : servers) {
            for (Traffic traffic : Traffic.values()) {
                load(server, traffic, CONNECTIONS[0], Math.max(1, warmUp / Traffic.values().length));
            }
        }
        System.out.printf(
                "%-12s %4s | %9s %9s %9s | %7s | %8s %8s | %7s | %5s%n",
                "traffic", "conn", "direct/s", "haproxy/s", "ours/s", "ratio", "haproxy", "ours us", "ratio", "MiB");
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
                print(
                        traffic,
                        connections,
                        median(results.get(direct)),
                        median(results.get(haproxy)),
                        median(results.get(ours)));
            }
        }
    }

    private static void print(
            Traffic traffic, int connections, Measurement direct, Measurement theirs, Measurement ours) {
        System.out.printf(
                "%-12s %4d | %9.0f %9.0f %9.0f | %7.2f | %8.1f %8.1f | %7.2f | %5.0f%n",
                traffic,
                connections,
                direct.requestsPerSecond(),
                theirs.requestsPerSecond(),
                ours.requestsPerSecond(),
                ours.requestsPerSecond() / theirs.requestsPerSecond(),
                theirs.cpuMicrosPerRequest(),
                ours.cpuMicrosPerRequest(),
                ours.cpuMicrosPerRequest() / theirs.cpuMicrosPerRequest(),
                ours.residentMib());
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
            System.out.println(server.name() + " failed some requests:\n" + output);
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
