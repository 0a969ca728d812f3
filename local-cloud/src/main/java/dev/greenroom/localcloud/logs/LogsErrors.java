package dev.greenroom.localcloud.logs;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** The errors of CloudWatch Logs, in AWS's words where they are known. */
final class LogsErrors {
    private static final int BAD_REQUEST = 400;

    private LogsErrors() {}

    static CloudWatchLogsException invalidParameter(String message) {
        return build(InvalidParameterException.builder(), "InvalidParameterException", message);
    }

    static CloudWatchLogsException invalidPattern(String why) {
        return invalidParameter("Invalid filter pattern: " + why);
    }

    static CloudWatchLogsException noLogGroup() {
        return notFound("The specified log group does not exist.");
    }

    static CloudWatchLogsException noMetricFilter() {
        return notFound("The specified metric filter does not exist.");
    }

    static CloudWatchLogsException limitExceeded() {
        return build(LimitExceededException.builder(), "LimitExceededException", "Resource limit exceeded.");
    }

    private static CloudWatchLogsException notFound(String message) {
        return build(ResourceNotFoundException.builder(), "ResourceNotFoundException", message);
    }

    private static CloudWatchLogsException build(CloudWatchLogsException.Builder builder, String code, String message) {
        AwsErrorDetails details =
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
        return (CloudWatchLogsException) builder.message(message)
                .statusCode(BAD_REQUEST)
                .awsErrorDetails(details)
                .build();
    }
}
