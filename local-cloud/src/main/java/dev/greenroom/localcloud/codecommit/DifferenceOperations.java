package dev.greenroom.localcloud.codecommit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.BlobMetadata;
import software.amazon.awssdk.services.codecommit.model.ChangeTypeEnum;
import software.amazon.awssdk.services.codecommit.model.Difference;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesRequest;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesResponse;

/** Compares two commits, file by file; without an earlier one, every file of the later one is an added one. */
final class DifferenceOperations {
    private final Repositories repositories;

    DifferenceOperations(Repositories repositories) {
        this.repositories = repositories;
    }

    GetDifferencesResponse get(GetDifferencesRequest request) {
        Repository git = repositories.existing(request.repositoryName()).git();
        if (request.afterCommitSpecifier() == null) {
            throw CodeCommitErrors.commitRequired();
        }
        Map<String, TreeFiles.Entry> before = request.beforeCommitSpecifier() == null
                ? Map.of()
                : files(git, request.beforeCommitSpecifier(), request.beforePath());
        Map<String, TreeFiles.Entry> after = files(git, request.afterCommitSpecifier(), request.afterPath());
        Page<Difference> page = Page.of(differences(before, after), request.nextToken(), request.maxResults());
        return GetDifferencesResponse.builder()
                .differences(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static Map<String, TreeFiles.Entry> files(Repository git, String specifier, @Nullable String path) {
        SortedMap<String, TreeFiles.Entry> all = TreeFiles.all(git, Revisions.specified(git, specifier));
        String within = path == null ? "" : RepositoryPath.ofFolder(path);
        Map<String, TreeFiles.Entry> files = all.entrySet().stream()
                .filter(file -> !file.getValue().isSubmodule())
                .filter(file -> RepositoryPath.isWithin(within, file.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
        if (files.isEmpty() && !within.isEmpty()) {
            throw CodeCommitErrors.pathDoesNotExist();
        }
        return files;
    }

    private static List<Difference> differences(
            Map<String, TreeFiles.Entry> before, Map<String, TreeFiles.Entry> after) {
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        var differences = new ArrayList<Difference>();
        for (String path : paths) {
            Optional<TreeFiles.Entry> old = Optional.ofNullable(before.get(path));
            Optional<TreeFiles.Entry> now = Optional.ofNullable(after.get(path));
            if (!old.equals(now)) {
                differences.add(difference(path, old, now));
            }
        }
        return differences;
    }

    private static Difference difference(
            String path, Optional<TreeFiles.Entry> before, Optional<TreeFiles.Entry> after) {
        return Difference.builder()
                .changeType(before.isEmpty() ? ChangeTypeEnum.A : after.isEmpty() ? ChangeTypeEnum.D : ChangeTypeEnum.M)
                .beforeBlob(before.map(file -> blob(path, file)).orElse(null))
                .afterBlob(after.map(file -> blob(path, file)).orElse(null))
                .build();
    }

    /** Modes are git's own: {@code 100755}. */
    private static BlobMetadata blob(String path, TreeFiles.Entry file) {
        return BlobMetadata.builder()
                .path(path)
                .blobId(file.id().name())
                .mode(file.mode().toString())
                .build();
    }
}
