package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.aws.PipelineBuild;
import dev.greenroom.localcloud.aws.PipelineBuild.StoredObject;
import dev.greenroom.localcloud.codebuild.archive.FileSelection;
import dev.greenroom.localcloud.codebuild.archive.NoMatchException;
import dev.greenroom.localcloud.codebuild.archive.ZipArchive;
import dev.greenroom.localcloud.codebuild.buildspec.Buildspec;
import dev.greenroom.localcloud.codebuild.buildspec.Buildspec.Artifact;
import dev.greenroom.localcloud.runtime.BuildShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codebuild.model.ArtifactNamespace;
import software.amazon.awssdk.services.codebuild.model.ArtifactPackaging;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildArtifacts;
import software.amazon.awssdk.services.codebuild.model.ProjectArtifacts;

/** Puts what a build made where its project or its pipeline wants it. */
final class ArtifactUpload {
    private final BuildEntry entry;
    private final ObjectStore store;
    private final BuildLog log;
    private final BuildShell shell;
    private final Path source;
    private final Path temporary;

    ArtifactUpload(BuildEntry entry, ObjectStore store, BuildLog log, BuildShell shell, Path source, Path temporary) {
        this.entry = entry;
        this.store = store;
        this.log = log;
        this.shell = shell;
        this.source = source;
        this.temporary = temporary;
    }

    void run(Buildspec buildspec) throws IOException, InterruptedException, PhaseFailedException {
        BuildSettings settings = entry.settings();
        if (settings.pipeline().isPresent()) {
            toPipeline(settings.pipeline().get(), buildspec);
            return;
        }
        if (settings.project().artifacts().type() == ArtifactsType.S3) {
            Artifact artifact = buildspec
                    .artifact()
                    .orElseThrow(() -> PhaseFailedException.client("no artifacts definition found in the buildspec"));
            String location = toS3(settings.project().artifacts(), artifact);
            entry.change(build ->
                    build.artifacts(BuildArtifacts.builder().location(location).build()));
        }
        for (ProjectArtifacts target : settings.project().secondaryArtifacts()) {
            if (target.type() == ArtifactsType.S3) {
                toS3(target, secondary(buildspec, target.artifactIdentifier()));
            }
        }
    }

    /** One output takes the primary artifact, unless the buildspec has a secondary one of its name. */
    private void toPipeline(PipelineBuild build, Buildspec buildspec) throws IOException, PhaseFailedException {
        for (Map.Entry<String, StoredObject> output : build.outputs().entrySet()) {
            boolean takesPrimary = build.outputs().size() == 1
                    && !buildspec.secondaryArtifacts().containsKey(output.getKey());
            Artifact artifact = takesPrimary
                    ? buildspec
                            .artifact()
                            .orElseThrow(() -> PhaseFailedException.client(
                                    "no artifacts definition found in the buildspec for output artifact "
                                            + output.getKey()))
                    : secondary(buildspec, output.getKey());
            StoredObject target = output.getValue();
            Path archive = zip(artifact);
            store.upload(archive, target.bucket(), target.key());
            Files.delete(archive);
            if (takesPrimary || build.outputs().size() == 1) {
                entry.change(changed -> changed.artifacts(BuildArtifacts.builder()
                        .location(ObjectStore.arn(target.bucket(), target.key()))
                        .build()));
            }
        }
    }

    private static Artifact secondary(Buildspec buildspec, String identifier) throws PhaseFailedException {
        Artifact artifact = buildspec.secondaryArtifacts().get(identifier);
        if (artifact == null) {
            throw PhaseFailedException.client("no secondary artifact definition found in the buildspec for artifact "
                    + "identifier %s".formatted(identifier));
        }
        return artifact;
    }

    /** Returns the ARN of what was made. */
    private String toS3(ProjectArtifacts target, Artifact artifact)
            throws IOException, InterruptedException, PhaseFailedException {
        Build build = entry.build();
        String bucket = target.location();
        String name = Boolean.TRUE.equals(target.overrideArtifactName())
                        && artifact.name().isPresent()
                ? expanded(artifact.name().get())
                : Optional.ofNullable(target.name()).orElse(build.projectName());
        String key = Stream.of(
                        Optional.ofNullable(target.path()).orElse(""),
                        target.namespaceType() == ArtifactNamespace.BUILD_ID
                                ? build.id().substring(build.id().indexOf(':') + 1)
                                : "",
                        name)
                .map(part -> part.replaceAll("^/+|/+$", ""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/"));
        if (target.packaging() == ArtifactPackaging.ZIP) {
            Path archive = zip(artifact);
            store.upload(archive, bucket, key);
            Files.delete(archive);
        } else {
            for (Map.Entry<String, Path> file : files(artifact).entrySet()) {
                store.upload(file.getValue(), bucket, key.isEmpty() ? file.getKey() : key + "/" + file.getKey());
            }
        }
        return ObjectStore.arn(bucket, key);
    }

    /** A name can have variables and commands in it. */
    private String expanded(String name) throws IOException, InterruptedException {
        return shell.capture("printf %%s \"%s\"".formatted(name));
    }

    private Path zip(Artifact artifact) throws IOException, PhaseFailedException {
        Path archive = temporary.resolve("artifact.zip");
        ZipArchive.write(archive, files(artifact));
        return archive;
    }

    private SortedMap<String, Path> files(Artifact artifact) throws IOException, PhaseFailedException {
        log.say("Expanding base directory path: %s", artifact.baseDirectory().orElse("."));
        artifact.files().forEach(pattern -> log.say("Expanding %s", pattern));
        try {
            SortedMap<String, Path> files = new FileSelection(
                            artifact.files(),
                            artifact.excludePaths(),
                            artifact.baseDirectory(),
                            artifact.discardPaths())
                    .in(source);
            log.say("Found %d file(s)", files.size());
            return files;
        } catch (NoMatchException e) {
            throw PhaseFailedException.client(String.valueOf(e.getMessage()));
        }
    }
}
