package dev.greenroom.localcloud.events;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;

/** Errors that the SDK does not model. */
final class EventBridgeErrors {
    private static final int BAD_REQUEST = 400;

    private EventBridgeErrors() {}

    static EventBridgeException validation(String message) {
        return (EventBridgeException) EventBridgeException.builder()
                .message(message)
                .statusCode(BAD_REQUEST)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ValidationException")
                        .errorMessage(message)
                        .build())
                .build();
    }
}
