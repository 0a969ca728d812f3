package dev.greenroom.cli;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import dev.greenroom.cli.progress.Progress;
import dev.greenroom.infra.Image;
import dev.greenroom.infra.aws.AwsClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
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

    /** Pushes the build to the registry and tells what it is called there. */
    Image push(Build build, String repository, AwsClients aws, Progress.Step step) throws InterruptedException {
        step.now("pushing %s:%s".formatted(repository, build.label()));
        System.setProperty("sendCredentialsOverHttp", "true"); // to loopback only
        String[] login = login(aws);
        try {
            JibContainer pushed = Jib.from(TarImage.at(build.archive()))
                    .addEnvironmentVariable("RELEASE_VERSION", build.label())
                    .addEnvironmentVariable("RELEASE_COMMIT", build.commit())
                    .containerize(Containerizer.to(RegistryImage.named(repository + ":" + build.label())
                                    .addCredential(login[0], login[1]))
                            .setAllowInsecureRegistries(true)
                            .setToolName("greenroom")
                            .setApplicationLayersCache(workspace.folder().resolve("image-layers"))
                            .setBaseImageLayersCache(workspace.folder().resolve("image-layers")));
            return new Image(repository, pushed.getDigest().toString());
        } catch (InvalidImageReferenceException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "Tried to push %s but '%s' can't be an image tag".formatted(repository, build.label()),
                    "Use letters, digits, dots, dashes and underscores.");
        } catch (RegistryException | IOException | CacheDirectoryCreationException | ExecutionException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "Tried to push %s:%s but %s".formatted(repository, build.label(), cause(e)),
                    "A tag can't be moved to another image: give another --label, or none.");
        }
    }

    private static String cause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    private static String[] login(AwsClients aws) {
        String token =
                aws.ecr().getAuthorizationToken().authorizationData().get(0).authorizationToken();
        return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8).split(":", 2);
    }

    private String commit() throws InterruptedException {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "--short=7", "HEAD")
                    .directory(workspace.project().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return git.waitFor() == 0 ? commit : NO_COMMIT;
        } catch (IOException e) {
            return NO_COMMIT; // there is no git
        }
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
