package dev.greenroom.localcloud.fakes;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Errors as services answer them. */
public final class AwsFailures {
    private AwsFailures() {}

    public static AwsServiceException failure(AwsServiceException.Builder builder, String code, String message) {
        return builder.awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .message(message)
                .build();
    }
}
