package dev.greenroom.acceptance.delivery;

import static java.util.Objects.requireNonNull;

import dev.greenroom.infra.DeploymentFiles;
import dev.greenroom.infra.Image;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A project that is delivered in seconds: by the same pipeline and the same steps, but its build takes an image that is
 * in the registry already, and its features are a script.
 *
 * @param deployment what a real build leaves of templates and settings
 * @param program folder of the steps' jar and its libraries
 * @param buildspecs folder of the real ones
 */
record StandIn(String release, Image image, Mistake mistake, DeploymentFiles deployment, Path program, Path buildspecs)
        implements Sources {
    /** Of the images that features push. */
    private static final String COMMIT = "0000000";

    private static final String ANOTHER_COMMIT = "1111111";

    StandIn {
        requireNonNull(release, "release is null");
        requireNonNull(image, "image is null");
        requireNonNull(mistake, "mistake is null");
        requireNonNull(deployment, "deployment is null");
        requireNonNull(program, "program is null");
        requireNonNull(buildspecs, "buildspecs is null");
    }

    @Override
    public void write(Path folder) throws IOException {
        var its = Files.createDirectories(folder.resolve("infra/buildspecs"));
        for (var real : List.of("resolve-slot.yaml", "smoke-test.yaml", "verify.yaml")) {
            Files.copy(buildspecs.resolve(real), its.resolve(real));
        }
        for (var ours : List.of("build.yaml", "integration-test.yaml")) {
            Files.writeString(its.resolve(ours), resource(ours));
        }
        writeProgram(folder.resolve("infra/target"));
        deployment.write(folder.resolve("deployment"));
        if (mistake == Mistake.PERMISSION) {
            addTopic(folder.resolve("deployment"));
        }
        var scripts = Files.createDirectories(folder.resolve("release"));
        Files.writeString(scripts.resolve("build"), resource(mistake == Mistake.BUILD ? "build-broken" : "build"));
        Files.writeString(
                scripts.resolve("features"),
                resource(mistake == Mistake.INTEGRATION_TEST ? "features-broken" : "features"));
        Files.writeString(scripts.resolve("variables.env"), """
            IMAGE=%s
            COMMIT=%s
            VERSION=%s
            """.formatted(
                        image, mistake == Mistake.SMOKE_TEST ? ANOTHER_COMMIT : COMMIT, release));
    }

    /** Roles that deploy services have nothing to do with topics. */
    private static void addTopic(Path deployment) throws IOException {
        var template = deployment.resolve("service.yaml");
        Files.writeString(
                template,
                Files.readString(template)
                        .replaceFirst("(?m)^Resources:$", "Resources:\n  Topic:\n    Type: AWS::SNS::Topic"));
    }

    /** A build sees what was pushed and nothing else of this machine. */
    private void writeProgram(Path folder) throws IOException {
        var its = Files.createDirectories(folder.resolve("lib"));
        Files.copy(program.resolve("greenroom-infra.jar"), folder.resolve("greenroom-infra.jar"));
        try (var libraries = Files.list(program.resolve("lib"))) {
            for (var library : libraries.toList()) {
                Files.copy(library, its.resolve(library.getFileName()));
            }
        }
    }

    private static String resource(String name) throws IOException {
        try (var file = StandIn.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IOException("There is no %s on the class path".formatted(name));
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
