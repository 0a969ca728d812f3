package dev.greenroom.localcloud.codecommit;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.model.CreateCommitRequest;
import software.amazon.awssdk.services.codecommit.model.CreateCommitResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteFileEntry;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;
import software.amazon.awssdk.services.codecommit.model.PutFileRequest;
import software.amazon.awssdk.services.codecommit.model.PutFileResponse;
import software.amazon.awssdk.services.codecommit.model.SetFileModeEntry;
import software.amazon.awssdk.services.codecommit.model.SourceFileSpecifier;

/** Makes commits without git. */
final class CommitCreation {
    private static final int MIB = 1 << 20;
    private static final int MAX_FILE = 6 * MIB;
    private static final int MAX_CHANGE = 7 * MIB;
    private static final int MAX_ENTRIES = 100;

    private final Repositories repositories;
    private final References references;
    private final Clock clock;

    CommitCreation(Repositories repositories, References references, Clock clock) {
        this.repositories = repositories;
        this.references = references;
        this.clock = clock;
    }

    PutFileResponse put(PutFileRequest request) {
        CodeRepository repository = repositories.existing(request.repositoryName());
        if (request.fileContent() == null) {
            throw CodeCommitErrors.fileContentRequired();
        }
        requireSmall(List.of(request.fileContent()));
        String path = RepositoryPath.ofFile(request.filePath());
        try (NewCommit commit = NewCommit.on(repository, request.branchName(), request.parentCommitId())) {
            Optional<TreeFiles.Entry> before = commit.tree().find(path);
            ObjectId blob = commit.insert(request.fileContent().asByteArray());
            FileMode mode = FileModes.of(request.fileMode())
                    .or(() -> before.map(TreeFiles.Entry::mode))
                    .orElse(FileMode.REGULAR_FILE);
            if (before.equals(Optional.of(new TreeFiles.Entry(mode, blob)))) {
                throw CodeCommitErrors.sameFileContent();
            }
            commit.tree().put(path, mode, blob);
            String message = Optional.ofNullable(request.commitMessage())
                    .orElse((before.isPresent() ? "Edited " : "Added ") + path);
            NewCommit.Made made = commit.make(request.name(), request.email(), message, clock);
            commit.publish(made, references);
            return PutFileResponse.builder()
                    .commitId(made.commit().name())
                    .treeId(made.tree().name())
                    .blobId(blob.name())
                    .build();
        }
    }

    CreateCommitResponse create(CreateCommitRequest request) {
        CodeRepository repository = repositories.existing(request.repositoryName());
        List<String> paths = paths(request);
        requireValid(request, paths);
        try (NewCommit commit = NewCommit.on(repository, request.branchName(), request.parentCommitId())) {
            var changes = new FileChanges(commit);
            request.deleteFiles().forEach(file -> changes.delete(file.filePath()));
            request.putFiles().forEach(changes::put);
            request.setFileModes().forEach(changes::setMode);
            String message = Optional.ofNullable(request.commitMessage()).orElse("Changed " + String.join(", ", paths));
            NewCommit.Made made = commit.make(request.authorName(), request.email(), message, clock);
            commit.publish(made, references);
            return CreateCommitResponse.builder()
                    .commitId(made.commit().name())
                    .treeId(made.tree().name())
                    .filesAdded(changes.added())
                    .filesUpdated(changes.updated())
                    .filesDeleted(changes.deleted())
                    .build();
        }
    }

    private static List<String> paths(CreateCommitRequest request) {
        return Stream.of(
                        request.putFiles().stream().map(PutFileEntry::filePath),
                        request.putFiles().stream()
                                .map(PutFileEntry::sourceFile)
                                .filter(source -> source != null && Boolean.TRUE.equals(source.isMove()))
                                .map(SourceFileSpecifier::filePath),
                        request.deleteFiles().stream().map(DeleteFileEntry::filePath),
                        request.setFileModes().stream().map(SetFileModeEntry::filePath))
                .flatMap(Function.identity())
                .map(RepositoryPath::ofFile)
                .toList();
    }

    private static void requireValid(CreateCommitRequest request, List<String> paths) {
        if (Boolean.TRUE.equals(request.keepEmptyFolders())) {
            throw CodeCommitErrors.keepsNoEmptyFolders();
        }
        if (paths.isEmpty()) {
            throw CodeCommitErrors.fileEntryRequired();
        }
        if (paths.size() > MAX_ENTRIES) {
            throw CodeCommitErrors.maximumFileEntriesExceeded();
        }
        if (Set.copyOf(paths).size() < paths.size()) {
            throw CodeCommitErrors.samePathRequest();
        }
        requireSmall(request.putFiles().stream()
                .map(PutFileEntry::fileContent)
                .filter(Objects::nonNull)
                .toList());
    }

    private static void requireSmall(List<SdkBytes> contents) {
        long sum = 0;
        for (SdkBytes content : contents) {
            int size = content.asByteArrayUnsafe().length;
            sum += size;
            if (size > MAX_FILE || sum > MAX_CHANGE) {
                throw CodeCommitErrors.fileContentSizeLimitExceeded();
            }
        }
    }
}
