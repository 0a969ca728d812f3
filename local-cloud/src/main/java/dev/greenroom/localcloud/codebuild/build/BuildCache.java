package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.aws.AwsReason;
import dev.greenroom.localcloud.codebuild.archive.FileSelection;
import dev.greenroom.localcloud.codebuild.archive.NoMatchException;
import dev.greenroom.localcloud.codebuild.archive.ZipArchive;
import dev.greenroom.localcloud.runtime.BuildRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codebuild.model.CacheMode;
import software.amazon.awssdk.services.codebuild.model.CacheType;
import software.amazon.awssdk.services.codebuild.model.Project;

/**
 * Files of the source tree that one build leaves to the next. What goes wrong is logged and fails no build. Caches
 * outside of the source tree need no copy where builds share them anyway.
 */
final class BuildCache {
    private static final String ARCHIVE = "cache.zip";

    private final Project project;
    private final BuildRuntime runtime;
    private final ObjectStore store;
    private final BuildLog log;
    private final Path temporary;

    BuildCache(Project project, BuildRuntime runtime, ObjectStore store, BuildLog log, Path temporary) {
        this.project = project;
        this.runtime = runtime;
        this.store = store;
        this.log = log;
        this.temporary = temporary;
    }

    static void forget(BuildRuntime runtime, String project) {
        try {
            Files.deleteIfExists(runtime.cache(project).resolve(ARCHIVE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void restore(Path source, List<String> paths) {
        if (!isWanted(paths)) {
            return;
        }
        try {
            Path archive = temporary.resolve(ARCHIVE);
            if (project.cache().type() == CacheType.S3) {
                store.download(bucket(), key(), archive);
            } else {
                Path kept = local();
                if (!Files.exists(kept)) {
                    return;
                }
                Files.copy(kept, archive);
            }
            ZipArchive.unpack(archive, source);
            Files.delete(archive);
            log.say("Restored the cache");
        } catch (IOException | RuntimeException e) {
            log.say("Unable to restore the cache: %s", reason(e));
        }
    }

    void save(Path source, List<String> paths) {
        if (!isWanted(paths)) {
            return;
        }
        try {
            Path archive = temporary.resolve(ARCHIVE);
            ZipArchive.write(
                    archive, new FileSelection(inSource(paths), List.of(), Optional.empty(), false).in(source));
            if (project.cache().type() == CacheType.S3) {
                store.upload(archive, bucket(), key());
                Files.delete(archive);
            } else {
                Files.move(archive, local(), StandardCopyOption.REPLACE_EXISTING);
            }
            log.say("Saved the cache");
        } catch (NoMatchException e) {
            log.say("Nothing to cache in the source tree");
        } catch (IOException | RuntimeException e) {
            log.say("Unable to save the cache: %s", reason(e));
        }
    }

    private boolean isWanted(List<String> paths) {
        if (project.cache() == null || inSource(paths).isEmpty()) {
            return false;
        }
        return project.cache().type() == CacheType.S3
                || project.cache().type() == CacheType.LOCAL
                        && project.cache().modes().contains(CacheMode.LOCAL_CUSTOM_CACHE);
    }

    private static List<String> inSource(List<String> paths) {
        return paths.stream()
                .filter(path -> !path.startsWith("/") && !path.startsWith("~"))
                .toList();
    }

    private Path local() throws IOException {
        return runtime.cache(project.name()).resolve(ARCHIVE);
    }

    private String bucket() {
        return project.cache().location().split("/", 2)[0];
    }

    private String key() {
        String[] parts = project.cache().location().split("/", 2);
        String prefix = parts.length > 1 && !parts[1].isEmpty() ? parts[1].replaceAll("/+$", "") + "/" : "";
        return prefix + project.name() + ".zip";
    }

    private static String reason(Exception e) {
        return e instanceof SdkException sdk ? AwsReason.of(sdk) : String.valueOf(e.getMessage());
    }
}
