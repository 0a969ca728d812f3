package dev.greenroom.localcloud.codecommit;

import java.util.ArrayList;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.model.File;
import software.amazon.awssdk.services.codecommit.model.Folder;
import software.amazon.awssdk.services.codecommit.model.GetBlobRequest;
import software.amazon.awssdk.services.codecommit.model.GetBlobResponse;
import software.amazon.awssdk.services.codecommit.model.GetFileRequest;
import software.amazon.awssdk.services.codecommit.model.GetFileResponse;
import software.amazon.awssdk.services.codecommit.model.GetFolderRequest;
import software.amazon.awssdk.services.codecommit.model.GetFolderResponse;
import software.amazon.awssdk.services.codecommit.model.SubModule;
import software.amazon.awssdk.services.codecommit.model.SymbolicLink;

/** Reads files and folders without git. */
final class FileOperations {
    private final Repositories repositories;

    FileOperations(Repositories repositories) {
        this.repositories = repositories;
    }

    GetFileResponse get(GetFileRequest request) {
        Repository git = repositories.existing(request.repositoryName()).git();
        String path = RepositoryPath.ofFile(request.filePath());
        RevCommit commit = Revisions.specified(git, request.commitSpecifier());
        TreeFiles.Entry file = TreeFiles.find(git, commit, path)
                .filter(entry -> FileModes.isFile(entry.mode()))
                .orElseThrow(() -> CodeCommitErrors.fileDoesNotExist(path));
        byte[] content = content(git, file.id()).orElseThrow(() -> CodeCommitErrors.fileDoesNotExist(path));
        return GetFileResponse.builder()
                .commitId(commit.name())
                .blobId(file.id().name())
                .filePath(path)
                .fileMode(FileModes.of(file.mode()))
                .fileSize((long) content.length)
                .fileContent(SdkBytes.fromByteArrayUnsafe(content))
                .build();
    }

    GetFolderResponse get(GetFolderRequest request) {
        Repository git = repositories.existing(request.repositoryName()).git();
        String path = RepositoryPath.ofFolder(request.folderPath());
        RevCommit commit = Revisions.specified(git, request.commitSpecifier());
        ObjectId folder = TreeFiles.find(git, commit, path)
                .filter(entry -> entry.mode() == FileMode.TREE)
                .map(TreeFiles.Entry::id)
                .orElseThrow(CodeCommitErrors::folderDoesNotExist);
        var folders = new ArrayList<Folder>();
        var files = new ArrayList<File>();
        var links = new ArrayList<SymbolicLink>();
        var modules = new ArrayList<SubModule>();
        TreeFiles.in(git, folder).forEach((name, entry) -> {
            String absolute = path.isEmpty() ? name : path + "/" + name;
            String id = entry.id().name();
            if (entry.mode() == FileMode.TREE) {
                folders.add(Folder.builder()
                        .treeId(id)
                        .absolutePath(absolute)
                        .relativePath(name)
                        .build());
            } else if (entry.isSubmodule()) {
                modules.add(SubModule.builder()
                        .commitId(id)
                        .absolutePath(absolute)
                        .relativePath(name)
                        .build());
            } else if (entry.mode() == FileMode.SYMLINK) {
                links.add(SymbolicLink.builder()
                        .blobId(id)
                        .absolutePath(absolute)
                        .relativePath(name)
                        .fileMode(FileModes.of(entry.mode()))
                        .build());
            } else {
                files.add(File.builder()
                        .blobId(id)
                        .absolutePath(absolute)
                        .relativePath(name)
                        .fileMode(FileModes.of(entry.mode()))
                        .build());
            }
        });
        return GetFolderResponse.builder()
                .commitId(commit.name())
                .folderPath(path)
                .treeId(folder.name())
                .subFolders(folders)
                .files(files)
                .symbolicLinks(links)
                .subModules(modules)
                .build();
    }

    GetBlobResponse get(GetBlobRequest request) {
        Repository git = repositories.existing(request.repositoryName()).git();
        String id = request.blobId();
        if (id == null) {
            throw CodeCommitErrors.blobIdRequired();
        }
        if (!ObjectId.isId(id)) {
            throw CodeCommitErrors.invalidBlobId();
        }
        return GetBlobResponse.builder()
                .content(SdkBytes.fromByteArrayUnsafe(
                        content(git, ObjectId.fromString(id)).orElseThrow(CodeCommitErrors::blobIdDoesNotExist)))
                .build();
    }

    private static Optional<byte[]> content(Repository git, ObjectId id) {
        return GitCall.of(() -> {
            try {
                return Optional.of(git.open(id, Constants.OBJ_BLOB).getBytes(Integer.MAX_VALUE));
            } catch (MissingObjectException | IncorrectObjectTypeException e) {
                return Optional.empty();
            }
        });
    }
}
