package dev.greenroom.localcloud.aws;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a service answered, as others quote it: {@code CODE: message}. */
public final class AwsReason {
    private AwsReason() {}

    public static String of(SdkException e) {
        if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return "%s: %s"
                    .formatted(
                            service.awsErrorDetails().errorCode(),
                            service.awsErrorDetails().errorMessage());
        }
        return String.valueOf(e.getMessage());
    }
}
