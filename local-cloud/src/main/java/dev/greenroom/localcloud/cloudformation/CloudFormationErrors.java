package dev.greenroom.localcloud.cloudformation;

import java.util.Collection;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;

/** The service's errors, in AWS's wording. */
final class CloudFormationErrors {
    static final String NO_UPDATES = "No updates are to be performed.";

    private CloudFormationErrors() {}

    static AwsServiceException validation(String message) {
        return with(CloudFormationException.builder(), "ValidationError", message, 400);
    }

    /** As DescribeStacks, GetTemplate, UpdateStack and most others say it. */
    static AwsServiceException noStackWithId(String nameOrId) {
        return validation("Stack with id %s does not exist".formatted(nameOrId));
    }

    /** As DescribeStackEvents and the operations on change sets say it. */
    static AwsServiceException noStack(String nameOrId) {
        return validation("Stack [%s] does not exist".formatted(nameOrId));
    }

    static AwsServiceException stackExists(String name) {
        return with(
                AlreadyExistsException.builder(),
                "AlreadyExistsException",
                "Stack [%s] already exists".formatted(name),
                400);
    }

    static AwsServiceException notUpdatable(Stack stack) {
        return validation("Stack:%s is in %s state and can not be updated.".formatted(stack.id(), stack.status()));
    }

    static AwsServiceException notDeletable(Stack stack) {
        return validation("Stack [%s] cannot be deleted while in status %s".formatted(stack.name(), stack.status()));
    }

    static AwsServiceException notRollable(Stack stack) {
        return validation("Stack:%s is in %s state and can not be rolled back.".formatted(stack.id(), stack.status()));
    }

    static AwsServiceException terminationProtected(String name) {
        return validation("Stack [%s] cannot be deleted while TerminationProtection is enabled".formatted(name));
    }

    static AwsServiceException noChanges() {
        return validation(NO_UPDATES);
    }

    static AwsServiceException noChangeSet(String nameOrId) {
        return with(
                ChangeSetNotFoundException.builder(),
                "ChangeSetNotFound",
                "ChangeSet [%s] does not exist".formatted(nameOrId),
                404);
    }

    static AwsServiceException changeSetExists(String name) {
        return with(
                AlreadyExistsException.builder(),
                "AlreadyExistsException",
                "ChangeSet %s already exists".formatted(name),
                400);
    }

    static AwsServiceException changeSetNotExecutable(ChangeSet changeSet) {
        return with(
                InvalidChangeSetStatusException.builder(),
                "InvalidChangeSetStatus",
                "ChangeSet [%s] cannot be executed in its current status of [%s]"
                        .formatted(changeSet.id(), changeSet.shownStatus()),
                400);
    }

    static AwsServiceException requiresCapabilities(Collection<String> missing) {
        return with(
                InsufficientCapabilitiesException.builder(),
                "InsufficientCapabilitiesException",
                "Requires capabilities : " + missing,
                400);
    }

    static AwsServiceException tokenUsed(String token) {
        return with(
                TokenAlreadyExistsException.builder(),
                "TokenAlreadyExistsException",
                "A client request token already exists: %s".formatted(token),
                400);
    }

    static AwsServiceException notEmulated(String what) {
        return validation("%s is not emulated".formatted(what));
    }

    private static AwsServiceException with(
            AwsServiceException.Builder builder, String code, String message, int status) {
        return builder.message(message)
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("CloudFormation")
                        .errorCode(code)
                        .errorMessage(message)
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(status).build())
                        .build())
                .build();
    }
}
