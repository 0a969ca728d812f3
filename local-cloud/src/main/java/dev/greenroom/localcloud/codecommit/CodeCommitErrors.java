package dev.greenroom.localcloud.codecommit;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.codecommit.model.InvalidRepositoryNameException;
import software.amazon.awssdk.services.codecommit.model.RepositoryDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.RepositoryLimitExceededException;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameExistsException;

/** CodeCommit's errors in AWS's words. */
final class CodeCommitErrors {
    static final String DEFAULT_BRANCH_STAYS =
            "The specified branch is the default branch for the repository, and cannot"
                    + " be deleted. To delete this branch, you must first set another branch as the default branch.";

    private CodeCommitErrors() {}

    static AwsServiceException repositoryDoesNotExist(String name) {
        return built(
                RepositoryDoesNotExistException.builder(), "RepositoryDoesNotExistException", name + " does not exist");
    }

    static AwsServiceException repositoryNameExists(String name) {
        return built(
                RepositoryNameExistsException.builder(),
                "RepositoryNameExistsException",
                "Repository named %s already exists".formatted(name));
    }

    static AwsServiceException repositoryLimitExceeded() {
        return built(
                RepositoryLimitExceededException.builder(),
                "RepositoryLimitExceededException",
                "A repository resource limit was exceeded.");
    }

    static AwsServiceException invalidRepositoryName() {
        return built(
                InvalidRepositoryNameException.builder(),
                "InvalidRepositoryNameException",
                "The repository name is not valid. Repository names can be any valid combination of letters, numbers,"
                        + " periods, underscores, and dashes between 1 and 100 characters in length. Names are case"
                        + " sensitive. For more information, see Limits in the AWS CodeCommit User Guide. ");
    }

    private static AwsServiceException built(AwsServiceException.Builder builder, String code, String message) {
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
