package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.aws.PipelineBuild;
import dev.greenroom.localcloud.aws.PipelineBuild.StoredObject;
import dev.greenroom.localcloud.codebuild.archive.ZipArchive;
import dev.greenroom.localcloud.runtime.BuildMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;
import software.amazon.awssdk.services.codebuild.model.ProjectSourceVersion;

/** Brings the sources of a build to its place. */
final class Sources {
    private final ObjectStore store;
    private final GitClone git;
    private final BuildMachine machine;

    Sources(ObjectStore store, GitClone git, BuildMachine machine) {
        this.store = store;
        this.git = git;
        this.machine = machine;
    }

    SourceFolders fetch(BuildSettings settings) throws IOException, InterruptedException, PhaseFailedException {
        Path primary = Files.createDirectory(machine.folder().resolve("src"));
        return settings.pipeline().isPresent()
                ? ofPipeline(settings.pipeline().get(), primary)
                : ofProject(settings, primary);
    }

    private SourceFolders ofPipeline(PipelineBuild build, Path primary) throws IOException, PhaseFailedException {
        if (!build.inputs().containsKey(build.primaryInput())) {
            throw PhaseFailedException.client("no primary source %s among the input artifacts %s"
                    .formatted(build.primaryInput(), build.inputs().keySet()));
        }
        var secondary = new LinkedHashMap<String, Path>();
        for (Map.Entry<String, StoredObject> input : build.inputs().entrySet()) {
            boolean isPrimary = input.getKey().equals(build.primaryInput());
            Path folder = isPrimary ? primary : folderOf(input.getKey());
            unpack(input.getValue().bucket(), input.getValue().key(), folder);
            if (!isPrimary) {
                secondary.put(input.getKey(), folder);
            }
        }
        return new SourceFolders(primary, secondary, Optional.of(build.resolvedSourceVersion()));
    }

    private SourceFolders ofProject(BuildSettings settings, Path primary)
            throws IOException, InterruptedException, PhaseFailedException {
        Project project = settings.project();
        Optional<String> version = fetch(project.source(), settings.sourceVersion(), primary);
        var secondary = new LinkedHashMap<String, Path>();
        for (ProjectSource source : project.secondarySources()) {
            Optional<String> wanted = project.secondarySourceVersions().stream()
                    .filter(each -> each.sourceIdentifier().equals(source.sourceIdentifier()))
                    .map(ProjectSourceVersion::sourceVersion)
                    .findFirst();
            Path folder = folderOf(source.sourceIdentifier());
            fetch(source, wanted, folder);
            secondary.put(source.sourceIdentifier(), folder);
        }
        return new SourceFolders(primary, secondary, version);
    }

    private Optional<String> fetch(ProjectSource source, Optional<String> version, Path folder)
            throws IOException, InterruptedException, PhaseFailedException {
        switch (source.type()) {
            case CODECOMMIT:
                return Optional.of(git.into(folder, source, version));
            case S3:
                fromS3(source.location(), folder);
                return Optional.empty();
            default:
                return Optional.empty();
        }
    }

    private void fromS3(String location, Path folder) throws IOException, PhaseFailedException {
        String path = location.startsWith("arn:") ? location.substring(location.lastIndexOf(':') + 1) : location;
        int slash = path.indexOf('/');
        if (slash < 1 || path.endsWith("/")) {
            throw PhaseFailedException.client(
                    "invalid source location %s: folders of S3 are not emulated, expected BUCKET/KEY of a zip archive"
                            .formatted(location));
        }
        unpack(path.substring(0, slash), path.substring(slash + 1), folder);
    }

    private void unpack(String bucket, String key, Path folder) throws IOException {
        Path archive = machine.folder().resolve("input.zip");
        store.download(bucket, key, archive);
        ZipArchive.unpack(archive, folder);
        Files.delete(archive);
    }

    private Path folderOf(String identifier) throws IOException {
        return Files.createDirectories(machine.folder().resolve("secondary").resolve(identifier));
    }
}
