package dev.greenroom.cli;

import dev.greenroom.cli.git.Git;
import dev.greenroom.cli.progress.Progress;
import dev.greenroom.infra.Image;
import dev.greenroom.infra.ImagePush;
import dev.greenroom.infra.InvalidLabelException;
import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.DeploymentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Builds the service of this project and pushes it as a release. */
final class Releases {
    private static final String NO_COMMIT = "local";
    private static final int LAST_LINES = 20;

    private final Workspace workspace;

    Releases(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * The service, built into an image that is not pushed yet.
     *
     * @param commit short; {@code local} outside a repository
     * @param label what the release calls itself: the same for the same sources
     */
    record Build(Path archive, String commit, String label) {}

    /** @param label empty for one that is made of commit and content */
    Build build(Optional<String> label, Progress.Step step) throws InterruptedException {
        String commit = commit();
        step.now("compiling and packaging");
        Path log = workspace.folder().resolve("service-build.log");
        run(
                log,
                List.of(
                        workspace.project().resolve("mvnw").toString(),
                        "-q",
                        "-B",
                        "-f",
                        workspace.project().resolve("pom.xml").toString(),
                        "-pl",
                        "service",
                        "package",
                        "-DskipTests",
                        "-Dspotless.skip",
                        "-Drelease.commit=" + commit));
        Path target = workspace.project().resolve("service/target");
        String digest = read(target.resolve("jib-image.digest"));
        String contents = digest.substring(digest.indexOf(':') + 1).substring(0, 8);
        return new Build(target.resolve("jib-image.tar"), commit, label.orElse(commit + "-" + contents));
    }

    /** An image that was built before, called after its content. */
    Build take(Path archive) {
        try (InputStream content = Files.newInputStream(archive)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
            String digest = HexFormat.of().formatHex(sha256.digest());
            return new Build(archive, NO_COMMIT, NO_COMMIT + "-" + digest.substring(0, 8));
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "Tried to read the image archive %s but %s".formatted(archive, e),
                    "./mvnw -pl service package makes one: service/target/jib-image.tar");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Pushes the build to the registry and tells what it is called there. */
    Image push(Build build, String repository, AwsClients aws, Progress.Step step) throws InterruptedException {
        step.now("pushing %s:%s".formatted(repository, build.label()));
        try {
            return new ImagePush(aws.ecr(), workspace.folder().resolve("image-layers"))
                    .push(build.archive(), repository, build.label(), build.commit());
        } catch (InvalidLabelException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE, e.getMessage(), "Use letters, digits, dots, dashes and underscores.");
        } catch (DeploymentException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    e.getMessage(),
                    "A tag can't be moved to another image: give another --label, or none.");
        }
    }

    private String commit() {
        return new Git(workspace.project())
                .ask("rev-parse", "--short=7", "HEAD")
                .orElse(NO_COMMIT);
    }

    private void run(Path log, List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(workspace.project().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            awaitSuccess(process, log);
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "Tried to build the service but %s".formatted(e.getMessage()),
                    "Is this folder a complete checkout? " + workspace.project());
        }
    }

    private static void awaitSuccess(Process process, Path log) throws InterruptedException {
        try {
            if (process.waitFor() != 0) {
                throw new CommandFailedException(
                        ExitCode.FAILED,
                        "Tried to build the service but it failed:\n" + lastLines(log),
                        "All of it is in " + log);
            }
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
                process.waitFor(5, TimeUnit.SECONDS);
            }
        }
    }

    private static String lastLines(Path log) {
        List<String> lines = read(log).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED, "Tried to read %s but %s".formatted(file, e.getMessage()), "Build again.");
        }
    }
}
