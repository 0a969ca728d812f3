package dev.greenroom.localcloud.codebuild.model;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.codebuild.model.CodeBuildException;
import software.amazon.awssdk.services.codebuild.model.InvalidInputException;
import software.amazon.awssdk.services.codebuild.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.codebuild.model.ResourceNotFoundException;

/** The errors of CodeBuild, in AWS's words. */
public final class CodeBuildErrors {
    private static final int BAD_REQUEST = 400;

    private CodeBuildErrors() {}

    public static CodeBuildException invalidInput(String message) {
        return build(InvalidInputException.builder(), "InvalidInputException", message);
    }

    /** @param arn of what already has the name */
    public static CodeBuildException alreadyExists(String what, String arn) {
        return build(
                ResourceAlreadyExistsException.builder(),
                "ResourceAlreadyExistsException",
                "%s already exists: %s".formatted(what, arn));
    }

    public static CodeBuildException projectNotFound(String nameOrArn) {
        return notFound("Project cannot be found: " + nameOrArn);
    }

    public static CodeBuildException buildNotFound(String id) {
        return notFound("Build cannot be found: " + id);
    }

    public static CodeBuildException reportGroupNotFound(String arn) {
        return notFound("Report group cannot be found: " + arn);
    }

    public static CodeBuildException reportNotFound(String arn) {
        return notFound("Report cannot be found: " + arn);
    }

    /** For what AWS has and this cloud has not: refused by name rather than ignored. */
    public static CodeBuildException notEmulated(String what) {
        return invalidInput("%s is not emulated by the local cloud.".formatted(what));
    }

    private static CodeBuildException notFound(String message) {
        return build(ResourceNotFoundException.builder(), "ResourceNotFoundException", message);
    }

    private static CodeBuildException build(CodeBuildException.Builder builder, String code, String message) {
        AwsErrorDetails details = AwsErrorDetails.builder()
                .serviceName("CodeBuild")
                .errorCode(code)
                .errorMessage(message)
                .sdkHttpResponse(
                        SdkHttpResponse.builder().statusCode(BAD_REQUEST).build())
                .build();
        return (CodeBuildException) builder.awsErrorDetails(details)
                .message(message)
                .statusCode(BAD_REQUEST)
                .build();
    }
}
