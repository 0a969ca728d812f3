package dev.greenroom.cli;

import dev.greenroom.cli.bench.DeliveryBench;
import dev.greenroom.cli.bench.PipelineBench;
import dev.greenroom.cli.bench.Result;
import dev.greenroom.cli.progress.Progress;
import dev.greenroom.infra.Image;
import dev.greenroom.infra.Showcase;
import dev.greenroom.infra.StepsArchive;
import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.localcloud.LocalCloudOptions;
import dev.greenroom.localcloud.RuntimeChoice;
import dev.greenroom.localcloud.runtime.process.Executables;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        description = "Measures what Greenroom promises, on a machine that should be quiet: goes up, measures rollout,"
                + " toggle, rollback, memory, as processes and where an engine answers in Docker; the delivery pipeline"
                + " next to the same by hand, and the load balancer next to HAProxy, and goes down. Linux only.")
final class BenchCommand extends ShowcaseCommand {
    private static final Set<String> PARTS = Set.of("delivery", "pipeline", "load-balancer");

    @Option(
            names = "--only",
            paramLabel = "delivery|pipeline|load-balancer",
            description = "Measure only this (default: all).")
    private Optional<String> only = Optional.empty();

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "4566", description = "As of up.")
    private int port = 4566;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "40",
            description = "Load before the load balancer is measured (default: ${DEFAULT-VALUE}).")
    private int warmUp = 40;

    private final List<List<List<String>>> tables = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException, IOException {
        requireSense();
        var results = new ArrayList<Result>();
        if (measures("delivery")) {
            for (RuntimeChoice runtime : runtimes()) {
                delivery(runtime).stream()
                        .map(result -> result.of(runtime.word()))
                        .forEach(results::add);
            }
        }
        if (measures("pipeline")) {
            results.addAll(pipeline());
        }
        if (measures("load-balancer")) {
            requirePrograms(
                    "to compare the load balancer with HAProxy",
                    "apt-get install haproxy wrk, or ./greenroom bench --only delivery",
                    "haproxy",
                    "wrk");
            results.addAll(DeliveryBench.loadBalancer(5, 3, warmUp));
        }
        report(results);
        return ExitCode.DONE.code();
    }

    private void requireSense() {
        if (only.isPresent() && !PARTS.contains(only.get())) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "There is no measurement '%s'".formatted(only.get()), "Choose of " + PARTS);
        }
        if ((measures("delivery") || measures("pipeline"))
                && (cloud().isElsewhere() || cloud().process().isPresent())) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "Tried to measure a way from nothing to production, but there is a local cloud already.",
                    cloud().isElsewhere() ? "Unset GREENROOM_ENDPOINT." : "Run ./greenroom down first.");
        }
    }

    private boolean measures(String part) {
        return only.map(part::equals).orElse(true);
    }

    private static void requirePrograms(String why, String advice, String... names) {
        for (String name : names) {
            if (Executables.ofHost().find(name).isEmpty()) {
                throw new CommandFailedException(
                        ExitCode.FAILED, "Tried %s but there is no %s".formatted(why, name), advice);
            }
        }
    }

    /** Both, next to each other, unless the environment names one. */
    private static List<RuntimeChoice> runtimes() {
        RuntimeChoice asked = RuntimeChoice.ofEnvironment();
        RuntimeChoice decided = asked.decide().runtime();
        if (decided == RuntimeChoice.DOCKER) {
            requirePrograms("to measure in Docker mode", "GREENROOM_RUNTIME=process does without", "docker");
        }
        return asked == RuntimeChoice.AUTO && decided == RuntimeChoice.DOCKER
                ? List.of(RuntimeChoice.PROCESS, RuntimeChoice.DOCKER)
                : List.of(decided);
    }

    private List<Result> delivery(RuntimeChoice runtime) throws InterruptedException, IOException {
        var results = new ArrayList<Result>();
        Instant begun = Instant.now();
        run(
                "up",
                "--progress",
                "plain",
                "--port",
                String.valueOf(port),
                "--runtime",
                runtime.word(),
                "--output",
                "json");
        results.add(DeliveryBench.up(Duration.between(begun, Instant.now())));
        try (AwsClients aws = aws();
                Progress progress = options().openProgress()) {
            Showcase showcase = quietShowcase(aws);
            var bench = new DeliveryBench(showcase, cloud().process().orElseThrow(), runtime);
            results.addAll(bench.memory());
            results.addAll(bench.rollout(push(showcase, aws, progress)));
            results.addAll(bench.toggleAndRollback());
            if (runtime == RuntimeChoice.DOCKER) {
                results.addAll(DeliveryBench.registry(showcase.registry().uri(), aws));
            }
        } finally {
            run("down", "--progress", "none", "--output", "json");
        }
        return results;
    }

    private List<Result> pipeline() throws InterruptedException, IOException {
        Instant bare = Instant.now();
        try (Progress progress = options().openProgress()) {
            Progress.Step step = progress.begin("Start the local cloud");
            URI endpoint = cloud().start(
                            port, RuntimeChoice.ofEnvironment().decide(), LocalCloudOptions.USUAL_DATABASE_IMAGE, step);
            step.done();
            try (AwsClients aws = LocalAws.clients(endpoint)) {
                Showcase showcase = showcase(aws, progress);
                showcase.provision();
                showcase.delivery().provision(StepsArchive.ofThisProgram());
                var bench = new PipelineBench(
                        quietShowcase(aws),
                        aws,
                        LocalAws.CREDENTIALS,
                        LocalAws.variables(endpoint),
                        workspace().project(),
                        progress);
                List<Result> results = bench.measure(bare);
                tables.addAll(bench.tables());
                return results;
            }
        } finally {
            run("down", "--progress", "none", "--output", "json");
        }
    }

    private List<Image> push(Showcase showcase, AwsClients aws, Progress progress) throws InterruptedException {
        var images = new ArrayList<Image>();
        for (String label : List.of("bench-1", "bench-2")) {
            Progress.Step step = progress.begin("Push release " + label);
            Releases releases = new Releases(workspace());
            Releases.Build build = releases.build(Optional.of(label), step);
            images.add(releases.push(build, showcase.registry().uri(), aws, step));
            step.done();
        }
        return images;
    }

    private static void run(String... arguments) {
        int exitCode = GreenroomCommand.execute(arguments);
        if (exitCode != 0) {
            throw new CommandFailedException(
                    ExitCode.FAILED, "./greenroom %s ended with %d".formatted(arguments[0], exitCode), "See above.");
        }
    }

    private void report(List<Result> results) {
        if (options().wantsJson()) {
            var result = new LinkedHashMap<String, Object>(machine());
            result.put("results", results.stream().map(BenchCommand::asJson).toList());
            if (!tables.isEmpty()) {
                result.put("tables", tables);
            }
            Report.json(out(), result);
            return;
        }
        machine().forEach((name, value) -> out().println(name + ": " + value));
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("MEASURED", "IS", "SHOULD BE", ""));
        results.forEach(result -> rows.add(
                List.of(result.what(), result.text(), result.promise(), result.keepsPromise() ? "" : "missed")));
        Report.table(out(), rows);
        for (List<List<String>> table : tables) {
            out().println();
            Report.table(out(), table);
        }
    }

    private static Map<String, Object> machine() {
        var machine = new LinkedHashMap<String, Object>();
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put("system", "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version")));
        machine.put("java", System.getProperty("java.runtime.version"));
        return machine;
    }

    private static Map<String, Object> asJson(Result result) {
        var json = new LinkedHashMap<String, Object>();
        json.put("what", result.what());
        json.put("value", result.value());
        json.put("unit", result.unit());
        result.least().ifPresent(least -> json.put("atLeast", least));
        result.most().ifPresent(most -> json.put("atMost", most));
        json.put("keepsPromise", result.keepsPromise());
        return json;
    }
}
