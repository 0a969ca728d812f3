package dev.greenroom.localcloud.codecommit;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.codecommit.model.BlobIdDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.BlobIdRequiredException;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.BranchNameExistsException;
import software.amazon.awssdk.services.codecommit.model.BranchNameIsTagNameException;
import software.amazon.awssdk.services.codecommit.model.BranchNameRequiredException;
import software.amazon.awssdk.services.codecommit.model.CommitDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CommitIdDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CommitIdRequiredException;
import software.amazon.awssdk.services.codecommit.model.CommitIdsLimitExceededException;
import software.amazon.awssdk.services.codecommit.model.CommitIdsListRequiredException;
import software.amazon.awssdk.services.codecommit.model.CommitRequiredException;
import software.amazon.awssdk.services.codecommit.model.DefaultBranchCannotBeDeletedException;
import software.amazon.awssdk.services.codecommit.model.DirectoryNameConflictsWithFileNameException;
import software.amazon.awssdk.services.codecommit.model.EncryptionKeyInvalidUsageException;
import software.amazon.awssdk.services.codecommit.model.FileContentAndSourceFileSpecifiedException;
import software.amazon.awssdk.services.codecommit.model.FileContentRequiredException;
import software.amazon.awssdk.services.codecommit.model.FileContentSizeLimitExceededException;
import software.amazon.awssdk.services.codecommit.model.FileDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.FileEntryRequiredException;
import software.amazon.awssdk.services.codecommit.model.FileModeRequiredException;
import software.amazon.awssdk.services.codecommit.model.FileNameConflictsWithDirectoryNameException;
import software.amazon.awssdk.services.codecommit.model.FilePathConflictsWithSubmodulePathException;
import software.amazon.awssdk.services.codecommit.model.FolderDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.InvalidBlobIdException;
import software.amazon.awssdk.services.codecommit.model.InvalidBranchNameException;
import software.amazon.awssdk.services.codecommit.model.InvalidCommitIdException;
import software.amazon.awssdk.services.codecommit.model.InvalidContinuationTokenException;
import software.amazon.awssdk.services.codecommit.model.InvalidDeletionParameterException;
import software.amazon.awssdk.services.codecommit.model.InvalidFileModeException;
import software.amazon.awssdk.services.codecommit.model.InvalidMaxResultsException;
import software.amazon.awssdk.services.codecommit.model.InvalidOrderException;
import software.amazon.awssdk.services.codecommit.model.InvalidParentCommitIdException;
import software.amazon.awssdk.services.codecommit.model.InvalidPathException;
import software.amazon.awssdk.services.codecommit.model.InvalidRepositoryDescriptionException;
import software.amazon.awssdk.services.codecommit.model.InvalidRepositoryNameException;
import software.amazon.awssdk.services.codecommit.model.InvalidResourceArnException;
import software.amazon.awssdk.services.codecommit.model.InvalidSortByException;
import software.amazon.awssdk.services.codecommit.model.MaximumFileEntriesExceededException;
import software.amazon.awssdk.services.codecommit.model.MaximumRepositoryNamesExceededException;
import software.amazon.awssdk.services.codecommit.model.NoChangeException;
import software.amazon.awssdk.services.codecommit.model.ParentCommitDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.ParentCommitIdOutdatedException;
import software.amazon.awssdk.services.codecommit.model.ParentCommitIdRequiredException;
import software.amazon.awssdk.services.codecommit.model.PathDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.PathRequiredException;
import software.amazon.awssdk.services.codecommit.model.RepositoryDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.RepositoryLimitExceededException;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameExistsException;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameRequiredException;
import software.amazon.awssdk.services.codecommit.model.RepositoryNamesRequiredException;
import software.amazon.awssdk.services.codecommit.model.ResourceArnRequiredException;
import software.amazon.awssdk.services.codecommit.model.SameFileContentException;
import software.amazon.awssdk.services.codecommit.model.SamePathRequestException;
import software.amazon.awssdk.services.codecommit.model.SourceFileOrContentRequiredException;
import software.amazon.awssdk.services.codecommit.model.TooManyTagsException;

/** CodeCommit's errors in AWS's words. */
final class CodeCommitErrors {
    static final String DEFAULT_BRANCH_STAYS =
            "The specified branch is the default branch for the repository, and cannot"
                    + " be deleted. To delete this branch, you must first set another branch as the default branch.";

    private CodeCommitErrors() {}

    static AwsServiceException repositoryDoesNotExist(String name) {
        return built(RepositoryDoesNotExistException.builder(), name + " does not exist");
    }

    static AwsServiceException repositoryNameExists(String name) {
        return built(RepositoryNameExistsException.builder(), "Repository named %s already exists".formatted(name));
    }

    static AwsServiceException invalidRepositoryName() {
        return built(
                InvalidRepositoryNameException.builder(),
                "The repository name is not valid. Repository names can be any valid combination of letters, numbers,"
                        + " periods, underscores, and dashes between 1 and 100 characters in length. Names are case"
                        + " sensitive. For more information, see Limits in the AWS CodeCommit User Guide. ");
    }

    static AwsServiceException fileDoesNotExist(String path) {
        return built(FileDoesNotExistException.builder(), "Could not find path " + path);
    }

    static AwsServiceException encryptsNothing(String kmsKeyId) {
        return built(
                EncryptionKeyInvalidUsageException.builder(),
                "Tried to encrypt a repository with %s but kmsKeyId is not emulated: leave it out".formatted(kmsKeyId));
    }

    static AwsServiceException keepsNoEmptyFolders() {
        return built(
                InvalidDeletionParameterException.builder(),
                "Tried to keep empty folders but keepEmptyFolders is not emulated: leave it out");
    }

    static AwsServiceException repositoryNameRequired() {
        return built(
                RepositoryNameRequiredException.builder(), "A repository name is required, but was not specified.");
    }

    static AwsServiceException repositoryNamesRequired() {
        return built(
                RepositoryNamesRequiredException.builder(),
                "At least one repository name object is required, but was not specified.");
    }

    static AwsServiceException maximumRepositoryNamesExceeded() {
        return built(
                MaximumRepositoryNamesExceededException.builder(),
                "The maximum number of allowed repository names was exceeded. Currently, this number is 100.");
    }

    static AwsServiceException repositoryLimitExceeded() {
        return built(RepositoryLimitExceededException.builder(), "A repository resource limit was exceeded.");
    }

    static AwsServiceException invalidRepositoryDescription() {
        return built(
                InvalidRepositoryDescriptionException.builder(), "The specified repository description is not valid.");
    }

    static AwsServiceException invalidSortBy() {
        return built(InvalidSortByException.builder(), "The specified sort by value is not valid.");
    }

    static AwsServiceException invalidOrder() {
        return built(InvalidOrderException.builder(), "The specified sort order is not valid.");
    }

    static AwsServiceException invalidContinuationToken() {
        return built(InvalidContinuationTokenException.builder(), "The specified continuation token is not valid.");
    }

    static AwsServiceException invalidMaxResults() {
        return built(InvalidMaxResultsException.builder(), "The specified number of maximum results is not valid.");
    }

    static AwsServiceException resourceArnRequired() {
        return built(
                ResourceArnRequiredException.builder(),
                "A valid Amazon Resource Name (ARN) for an CodeCommit resource is required.");
    }

    static AwsServiceException invalidResourceArn() {
        return built(InvalidResourceArnException.builder(), "The value for the resource ARN is not valid.");
    }

    static AwsServiceException tooManyTags() {
        return built(
                TooManyTagsException.builder(),
                "The maximum number of tags for an CodeCommit resource has been exceeded.");
    }

    static AwsServiceException branchNameRequired() {
        return built(BranchNameRequiredException.builder(), "A branch name is required, but was not specified.");
    }

    static AwsServiceException invalidBranchName() {
        return built(InvalidBranchNameException.builder(), "The specified reference name is not valid.");
    }

    static AwsServiceException branchDoesNotExist() {
        return built(BranchDoesNotExistException.builder(), "The specified branch does not exist.");
    }

    static AwsServiceException branchNameExists() {
        return built(
                BranchNameExistsException.builder(),
                "Cannot create the branch with the specified name because the commit conflicts with an "
                        + "existing branch with the same name. Branch names must be unique.");
    }

    static AwsServiceException branchNameIsTagName() {
        return built(
                BranchNameIsTagNameException.builder(),
                "The specified branch name is not valid because it is a tag name. Enter the name of a branch "
                        + "in the repository. For a list of valid branch names, use ListBranches.");
    }

    static AwsServiceException defaultBranchCannotBeDeleted() {
        return built(DefaultBranchCannotBeDeletedException.builder(), DEFAULT_BRANCH_STAYS);
    }

    static AwsServiceException commitIdRequired() {
        return built(CommitIdRequiredException.builder(), "A commit ID was not specified.");
    }

    static AwsServiceException commitRequired() {
        return built(CommitRequiredException.builder(), "A commit was not specified.");
    }

    static AwsServiceException invalidCommitId() {
        return built(InvalidCommitIdException.builder(), "The specified commit ID is not valid.");
    }

    static AwsServiceException commitIdDoesNotExist() {
        return built(CommitIdDoesNotExistException.builder(), "The specified commit ID does not exist.");
    }

    static AwsServiceException commitDoesNotExist() {
        return built(
                CommitDoesNotExistException.builder(),
                "The specified commit does not exist or no commit was specified, and the specified repository "
                        + "has no default branch.");
    }

    static AwsServiceException commitIdsListRequired() {
        return built(
                CommitIdsListRequiredException.builder(),
                "A list of commit IDs is required, but was either not specified or the list was empty.");
    }

    static AwsServiceException commitIdsLimitExceeded() {
        return built(
                CommitIdsLimitExceededException.builder(),
                "The maximum number of allowed commit IDs in a batch request is 100. Verify that your batch "
                        + "requests contains no more than 100 commit IDs, and then try again.");
    }

    static AwsServiceException pathRequired() {
        return built(PathRequiredException.builder(), "The folderPath for a location cannot be null.");
    }

    static AwsServiceException invalidPath() {
        return built(InvalidPathException.builder(), "The specified path is not valid.");
    }

    static AwsServiceException pathDoesNotExist() {
        return built(PathDoesNotExistException.builder(), "The specified path does not exist.");
    }

    static AwsServiceException folderDoesNotExist() {
        return built(
                FolderDoesNotExistException.builder(),
                "The specified folder does not exist. Either the folder name is not correct, or you did not "
                        + "enter the full path to the folder.");
    }

    static AwsServiceException blobIdRequired() {
        return built(BlobIdRequiredException.builder(), "A blob ID is required, but was not specified.");
    }

    static AwsServiceException invalidBlobId() {
        return built(InvalidBlobIdException.builder(), "The specified blob is not valid.");
    }

    static AwsServiceException blobIdDoesNotExist() {
        return built(BlobIdDoesNotExistException.builder(), "The specified blob does not exist.");
    }

    static AwsServiceException parentCommitIdRequired() {
        return built(
                ParentCommitIdRequiredException.builder(),
                "A parent commit ID is required. To view the full commit ID of a branch in a repository, use "
                        + "GetBranch or a Git command (for example, git pull or git log).");
    }

    static AwsServiceException invalidParentCommitId() {
        return built(
                InvalidParentCommitIdException.builder(),
                "The parent commit ID is not valid. The commit ID cannot be empty, and must match the head "
                        + "commit ID for the branch of the repository where you want to add or update a file.");
    }

    static AwsServiceException parentCommitDoesNotExist() {
        return built(
                ParentCommitDoesNotExistException.builder(),
                "The parent commit ID is not valid because it does not exist. The specified parent commit ID "
                        + "does not exist in the specified branch of the repository.");
    }

    static AwsServiceException parentCommitIdOutdated() {
        return built(
                ParentCommitIdOutdatedException.builder(),
                "The file could not be added because the provided parent commit ID is not the current tip of "
                        + "the specified branch. To view the full commit ID of the current head of the branch, use "
                        + "GetBranch.");
    }

    static AwsServiceException fileEntryRequired() {
        return built(
                FileEntryRequiredException.builder(),
                "The commit cannot be created because no files have been specified as added, updated, or "
                        + "changed (PutFile or DeleteFile) for the commit.");
    }

    static AwsServiceException maximumFileEntriesExceeded() {
        return built(
                MaximumFileEntriesExceededException.builder(),
                "The number of specified files to change as part of this commit exceeds the maximum number of files"
                        + " that can be changed in a single commit. Consider using a Git client for these changes.");
    }

    static AwsServiceException samePathRequest() {
        return built(
                SamePathRequestException.builder(),
                "The commit cannot be created because one or more changes in this commit duplicate actions in the same"
                        + " file path. For example, you cannot make the same delete request to the same file in the same"
                        + " file path twice, or make a delete request and a move request to the same file as part of the"
                        + " same commit.");
    }

    static AwsServiceException sourceFileOrContentRequired() {
        return built(
                SourceFileOrContentRequiredException.builder(),
                "The commit cannot be created because no source files or file content have been specified for "
                        + "the commit.");
    }

    static AwsServiceException fileContentAndSourceFileSpecified() {
        return built(
                FileContentAndSourceFileSpecifiedException.builder(),
                "The commit cannot be created because both a source file and file content have been specified for the"
                        + " same file. You cannot provide both. Either specify a source file or provide the file content"
                        + " directly.");
    }

    static AwsServiceException fileContentRequired() {
        return built(
                FileContentRequiredException.builder(),
                "The file cannot be added because it is empty. Empty files cannot be added to the repository "
                        + "with this API.");
    }

    static AwsServiceException fileContentSizeLimitExceeded() {
        return built(
                FileContentSizeLimitExceededException.builder(),
                "The file cannot be added because it is too large. The maximum file size is 6 MB, and the combined"
                        + " file content change size is 7 MB. Consider making these changes using a Git client.");
    }

    static AwsServiceException fileModeRequired() {
        return built(
                FileModeRequiredException.builder(),
                "The commit cannot be created because no file mode has been specified. A file mode is "
                        + "required to update mode permissions for a file.");
    }

    static AwsServiceException invalidFileMode() {
        return built(
                InvalidFileModeException.builder(),
                "The specified file mode permission is not valid. For a list of valid file mode permissions, "
                        + "see PutFile.");
    }

    static AwsServiceException noChange() {
        return built(
                NoChangeException.builder(),
                "The commit cannot be created because no changes will be made to the repository as a result "
                        + "of this commit. A commit must contain at least one change.");
    }

    static AwsServiceException sameFileContent() {
        return built(
                SameFileContentException.builder(),
                "The file was not added or updated because the content of the file is exactly the same as the "
                        + "content of that file in the repository and branch that you specified.");
    }

    static AwsServiceException fileNameConflictsWithDirectoryName() {
        return built(
                FileNameConflictsWithDirectoryNameException.builder(),
                "A file cannot be added to the repository because the specified file name has the same name as a"
                        + " directory in this repository. Either provide another name for the file, or add the file in a"
                        + " directory that does not match the file name.");
    }

    static AwsServiceException directoryNameConflictsWithFileName() {
        return built(
                DirectoryNameConflictsWithFileNameException.builder(),
                "A file cannot be added to the repository because the specified path name has the same name "
                        + "as a file that already exists in this repository. Either provide a different name for the "
                        + "file, or specify a different path for the file.");
    }

    static AwsServiceException filePathConflictsWithSubmodulePath() {
        return built(
                FilePathConflictsWithSubmodulePathException.builder(),
                "The commit cannot be created because a specified file path points to a submodule. Verify "
                        + "that the destination files have valid file paths that do not point to a submodule.");
    }

    /** The error's code is the name of its class. */
    private static AwsServiceException built(AwsServiceException.Builder builder, String message) {
        String code = builder.build().getClass().getSimpleName();
        return builder.message(message)
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("CodeCommit")
                        .errorCode(code)
                        .errorMessage(message)
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(400).build())
                        .build())
                .build();
    }
}
