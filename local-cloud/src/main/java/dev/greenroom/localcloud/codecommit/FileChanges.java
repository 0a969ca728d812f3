package dev.greenroom.localcloud.codecommit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import software.amazon.awssdk.services.codecommit.model.FileMetadata;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;
import software.amazon.awssdk.services.codecommit.model.SetFileModeEntry;
import software.amazon.awssdk.services.codecommit.model.SourceFileSpecifier;

/** Applies the entries of CreateCommit to a commit in the making, and remembers what became of them. For one thread. */
final class FileChanges {
    private final NewCommit commit;
    private final List<FileMetadata> added = new ArrayList<>();
    private final List<FileMetadata> updated = new ArrayList<>();
    private final List<FileMetadata> deleted = new ArrayList<>();

    FileChanges(NewCommit commit) {
        this.commit = commit;
    }

    List<FileMetadata> added() {
        return added;
    }

    List<FileMetadata> updated() {
        return updated;
    }

    List<FileMetadata> deleted() {
        return deleted;
    }

    void delete(String file) {
        String path = RepositoryPath.ofFile(file);
        deleted.add(metadata(path, commit.tree().delete(path)));
    }

    void put(PutFileEntry file) {
        String path = RepositoryPath.ofFile(file.filePath());
        Optional<TreeFiles.Entry> before = commit.tree().find(path);
        Optional<TreeFiles.Entry> source =
                Optional.ofNullable(file.sourceFile()).map(this::source);
        if (source.isPresent() && file.fileContent() != null) {
            throw CodeCommitErrors.fileContentAndSourceFileSpecified();
        }
        FileMode mode = FileModes.of(file.fileMode())
                .or(() -> source.or(() -> before).map(TreeFiles.Entry::mode))
                .orElse(FileMode.REGULAR_FILE);
        commit.tree().put(path, mode, source.map(TreeFiles.Entry::id).orElseGet(() -> content(file)));
        (before.isPresent() ? updated : added).add(metadata(path, commit.tree().existing(path)));
    }

    void setMode(SetFileModeEntry file) {
        String path = RepositoryPath.ofFile(file.filePath());
        FileMode mode = FileModes.of(file.fileMode()).orElseThrow(CodeCommitErrors::fileModeRequired);
        commit.tree().put(path, mode, commit.tree().existing(path).id());
        updated.add(metadata(path, commit.tree().existing(path)));
    }

    /** A file that is copied or, as the caller says, moved. */
    private TreeFiles.Entry source(SourceFileSpecifier source) {
        String path = RepositoryPath.ofFile(source.filePath());
        TreeFiles.Entry file = commit.tree().existing(path);
        if (Boolean.TRUE.equals(source.isMove())) {
            delete(path);
        }
        return file;
    }

    private ObjectId content(PutFileEntry file) {
        if (file.fileContent() == null) {
            throw CodeCommitErrors.sourceFileOrContentRequired();
        }
        return commit.insert(file.fileContent().asByteArray());
    }

    private static FileMetadata metadata(String path, TreeFiles.Entry file) {
        return FileMetadata.builder()
                .absolutePath(path)
                .blobId(file.id().name())
                .fileMode(FileModes.of(file.mode()))
                .build();
    }
}
