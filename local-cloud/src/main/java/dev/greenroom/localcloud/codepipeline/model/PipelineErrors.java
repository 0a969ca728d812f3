package dev.greenroom.localcloud.codepipeline.model;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.codepipeline.model.ActionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.InvalidActionDeclarationException;
import software.amazon.awssdk.services.codepipeline.model.InvalidArnException;
import software.amazon.awssdk.services.codepipeline.model.InvalidNextTokenException;
import software.amazon.awssdk.services.codepipeline.model.InvalidStageDeclarationException;
import software.amazon.awssdk.services.codepipeline.model.InvalidStructureException;
import software.amazon.awssdk.services.codepipeline.model.InvalidTagsException;
import software.amazon.awssdk.services.codepipeline.model.PipelineNameInUseException;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineVersionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.StageNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.TooManyTagsException;
import software.amazon.awssdk.services.codepipeline.model.ValidationException;

/** The errors of pipelines and their definitions, in AWS's words where they are known. */
public final class PipelineErrors {
    private static final int BAD_REQUEST = 400;

    private PipelineErrors() {}

    public static CodePipelineException validation(String message) {
        return build(ValidationException.builder(), "ValidationException", message);
    }

    public static CodePipelineException structure(String message) {
        return build(InvalidStructureException.builder(), "InvalidStructureException", message);
    }

    public static CodePipelineException stage(String message) {
        return build(InvalidStageDeclarationException.builder(), "InvalidStageDeclarationException", message);
    }

    public static CodePipelineException action(String message) {
        return build(InvalidActionDeclarationException.builder(), "InvalidActionDeclarationException", message);
    }

    public static CodePipelineException nameInUse(String name, String account) {
        return build(
                PipelineNameInUseException.builder(),
                "PipelineNameInUseException",
                "A pipeline with the name '%s' already exists in account '%s'".formatted(name, account));
    }

    public static CodePipelineException pipelineNotFound(String name, String account) {
        return build(
                PipelineNotFoundException.builder(),
                "PipelineNotFoundException",
                "Account '%s' does not have a pipeline with name '%s'".formatted(account, name));
    }

    public static CodePipelineException versionNotFound(String name, int version) {
        return build(
                PipelineVersionNotFoundException.builder(),
                "PipelineVersionNotFoundException",
                "Pipeline '%s' does not have a version %d".formatted(name, version));
    }

    public static CodePipelineException stageNotFound(String pipeline, String stage) {
        return build(
                StageNotFoundException.builder(),
                "StageNotFoundException",
                "Pipeline '%s' does not have a stage with name '%s'".formatted(pipeline, stage));
    }

    public static CodePipelineException actionNotFound(String stage, String action) {
        return build(
                ActionNotFoundException.builder(),
                "ActionNotFoundException",
                "Stage '%s' does not have an action with name '%s'".formatted(stage, action));
    }

    public static CodePipelineException invalidNextToken(String token) {
        return build(InvalidNextTokenException.builder(), "InvalidNextTokenException", "Invalid next token: " + token);
    }

    public static CodePipelineException invalidArn(String arn) {
        return build(InvalidArnException.builder(), "InvalidArnException", "Invalid ARN: " + arn);
    }

    public static CodePipelineException resourceNotFound(String arn) {
        return build(
                ResourceNotFoundException.builder(),
                "ResourceNotFoundException",
                "The account does not have a resource with ARN " + arn);
    }

    public static CodePipelineException invalidTags(String message) {
        return build(InvalidTagsException.builder(), "InvalidTagsException", message);
    }

    public static CodePipelineException tooManyTags(int most) {
        return build(
                TooManyTagsException.builder(),
                "TooManyTagsException",
                "The tags limit for a resource has been exceeded: %d".formatted(most));
    }

    static CodePipelineException build(CodePipelineException.Builder builder, String code, String message) {
        AwsErrorDetails details = AwsErrorDetails.builder()
                .serviceName("CodePipeline")
                .errorCode(code)
                .errorMessage(message)
                .sdkHttpResponse(
                        SdkHttpResponse.builder().statusCode(BAD_REQUEST).build())
                .build();
        return (CodePipelineException) builder.awsErrorDetails(details)
                .message(message)
                .statusCode(BAD_REQUEST)
                .build();
    }
}
