package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.codebuild.buildspec.Buildspec;
import dev.greenroom.localcloud.codebuild.buildspec.BuildspecException;
import dev.greenroom.localcloud.codebuild.buildspec.BuildspecReader;
import dev.greenroom.localcloud.runtime.BuildMachine;
import dev.greenroom.localcloud.runtime.BuildShell;
import dev.greenroom.localcloud.runtime.ShellSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.Build;

/** The phase DOWNLOAD_SOURCE: sources, buildspec and environment of a build. */
final class Download {
    private static final String USUAL_BUILDSPEC = "buildspec.yml";
    private static final String YAML_FILE_ERROR = "YAML_FILE_ERROR";

    /** What is no name of a file. */
    private static final Pattern INLINE = Pattern.compile("(?s)\\s*(?:\\{|version\\s*:|\\S.*\\n\\s*\\S).*");

    private final BuildEntry entry;
    private final BuildServices services;
    private final Masking masking;
    private final Place place;
    private final BuildRole role;
    private final ObjectStore store;

    Download(
            BuildEntry entry, BuildServices services, Masking masking, Place place, BuildRole role, ObjectStore store) {
        this.entry = entry;
        this.services = services;
        this.masking = masking;
        this.place = place;
        this.role = role;
        this.store = store;
    }

    Workspace run() throws IOException, InterruptedException, PhaseFailedException {
        BuildLog log = place.log();
        log.say("Waiting for DOWNLOAD_SOURCE");
        BuildSettings settings = entry.settings();
        BuildMachine machine = place.machine();
        var git = new GitClone(services.clients(), role, machine, log);
        SourceFolders sources = new Sources(store, git, machine).fetch(settings);
        sources.version().ifPresent(version -> entry.change(build -> build.resolvedSourceVersion(version)));
        log.say("Phase is DOWNLOAD_SOURCE");
        log.say("CODEBUILD_SRC_DIR=%s", machine.nameInside(sources.primary()));
        Buildspec buildspec = buildspec(settings.project().source().buildspec(), sources.primary());

        log.say("Processing environment variables");
        Build build = entry.build();
        var variables = new BuildVariables(new SecretReader(services.clients(), services.scope(), role), masking)
                .ofPlace(machine, services.scope().region(), services.gateway().get(), credentialsPath())
                .ofCustomer(buildspec.environment(), settings)
                .ofBuild(build, settings, sources, machine);
        if (buildspec.environment().gitCredentialHelper()) {
            URI repositories = machine.reach(services.gateway().get().resolve("/git/"));
            variables.putAll(git.credentials(repositories.toString()));
        }
        new BuildCache(settings.project(), services.runtime(), store, log, machine.folder())
                .restore(sources.primary(), buildspec.cachePaths());
        log.say("Moving to directory %s", machine.nameInside(sources.primary()));
        BuildShell shell = machine.open(new ShellSpec(
                buildspec.environment().bash() ? ShellSpec.Kind.BASH : ShellSpec.Kind.SH,
                variables.values(),
                sources.primary(),
                log::add));
        log.say("Phases found in YAML: %d", buildspec.phases().size());
        buildspec
                .phases()
                .forEach((type, phase) ->
                        log.say(" %s: %d commands", type, phase.commands().size()));
        return new Workspace(sources, buildspec, shell, variables.secretNames());
    }

    private String credentialsPath() {
        return "/_greenroom/codebuild/%s/credentials/%s"
                .formatted(services.scope().region(), place.token());
    }

    private Buildspec buildspec(@Nullable String given, Path source) throws IOException, PhaseFailedException {
        try {
            if (given != null && INLINE.matcher(given).matches()) {
                return BuildspecReader.read(given);
            }
            String name = given == null || given.isBlank() ? USUAL_BUILDSPEC : given;
            if (name.startsWith("arn:")) {
                throw PhaseFailedException.client(
                        "a buildspec in S3 (%s) is not emulated by the local cloud".formatted(name));
            }
            Path file = source.resolve(name).normalize();
            place.log().say("YAML location is %s", place.machine().nameInside(file));
            if (!file.startsWith(source) || !Files.isRegularFile(file)) {
                throw new PhaseFailedException(YAML_FILE_ERROR, "YAML file does not exist");
            }
            return BuildspecReader.read(Files.readString(file));
        } catch (BuildspecException e) {
            throw new PhaseFailedException(YAML_FILE_ERROR, String.valueOf(e.getMessage()));
        }
    }
}
