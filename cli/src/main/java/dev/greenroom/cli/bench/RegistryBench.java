package dev.greenroom.cli.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Measures how the Docker engine pushes and pulls an image through the local registry, next to its own save and load of
 * the same image. The user's own settings of Docker stay as they are.
 */
final class RegistryBench {
    private static final int ROUNDS = 3;
    private static final int MIB = 64;

    private final Path folder;
    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();

    private RegistryBench(Path folder) {
        this.folder = folder;
    }

    /**
     * @param repository with the registry's address
     * @param token as ECR hands it out: user and password in Base64
     */
    static List<Result> measure(String repository, String token) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("greenroom-bench");
        try {
            Files.writeString(
                    folder.resolve("config.json"),
                    "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
                            .formatted(repository.substring(0, repository.indexOf('/')), token));
            var bench = new RegistryBench(folder);
            for (int round = 1; round <= ROUNDS; round++) {
                bench.round("%s:noise-%d".formatted(repository, round));
            }
            return bench.results();
        } finally {
            Shell.run(Path.of("."), Map.of(), List.of("rm", "-r", folder.toString()));
        }
    }

    /** @param image a new name, since tags can't be overwritten, for content that nobody has, since it would not be sent */
    private void round(String image) throws IOException, InterruptedException {
        writeNoise(folder.resolve("noise"));
        run("tar", "-cf", "layer.tar", "noise");
        run("docker", "import", "layer.tar", image);
        try {
            timed("save", "docker", "save", "--output", "image.tar", image);
            timed("push", "docker", "push", "--quiet", image);
            run("docker", "image", "rm", image);
            timed("load", "docker", "load", "--input", "image.tar");
            run("docker", "image", "rm", image);
            timed("pull", "docker", "pull", "--quiet", image);
        } finally {
            run("docker", "image", "rm", "--force", image);
        }
    }

    private List<Result> results() {
        double push = median("push");
        double pull = median("pull");
        return List.of(
                Result.told("docker push of %d MiB to the local registry".formatted(MIB), push, "s"),
                Result.told("docker push next to docker save", push / median("save"), "times"),
                Result.told("docker pull of %d MiB from the local registry".formatted(MIB), pull, "s"),
                Result.told("docker pull next to docker load", pull / median("load"), "times"));
    }

    private double median(String what) {
        return seconds.getOrDefault(what, List.of()).stream().sorted().toList().get(ROUNDS / 2);
    }

    private void timed(String what, String... command) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        run(command);
        seconds.computeIfAbsent(what, each -> new ArrayList<>()).add((System.nanoTime() - begun) / 1e9);
    }

    private void run(String... command) throws IOException, InterruptedException {
        Shell.run(folder, Map.of("DOCKER_CONFIG", folder.toString()), List.of(command));
    }

    private static void writeNoise(Path file) throws IOException {
        Random random = new Random();
        byte[] mebibyte = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int written = 0; written < MIB; written++) {
                random.nextBytes(mebibyte);
                out.write(mebibyte);
            }
        }
    }
}
