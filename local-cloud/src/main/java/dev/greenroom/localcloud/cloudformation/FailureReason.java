package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.template.TemplateException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Words why a resource failed, as CloudFormation does. */
final class FailureReason {
    private static final Logger LOG = LoggerFactory.getLogger(FailureReason.class);

    private final Ids ids;

    FailureReason(Ids ids) {
        this.ids = ids;
    }

    String of(StackResource resource, RuntimeException failure) {
        if (failure instanceof TemplateException || failure instanceof StackFailedException) {
            return failure.getMessage();
        }
        if (failure instanceof ResourceFailedException failed) {
            return handlerMessage(failed.getMessage(), failed.handlerErrorCode());
        }
        if (failure instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
            return of(resource, refused, refused.awsErrorDetails());
        }
        if (failure instanceof SdkClientException) {
            return handlerMessage(failure.getMessage(), "NetworkFailure");
        }
        LOG.error("The handler of {} failed at {}", resource.type(), resource.logicalId(), failure);
        return handlerMessage(failure.toString(), "InternalFailure");
    }

    private String of(StackResource resource, AwsServiceException refused, AwsErrorDetails details) {
        String service = resource.type().split("::")[1];
        String message = "%s (Service: %s, Status Code: %d, Request ID: %s)"
                .formatted(
                        details.errorMessage(),
                        service,
                        refused.statusCode(),
                        refused.requestId() == null ? ids.uuid() : refused.requestId());
        return handlerMessage(message, handlerErrorCode(details.errorCode(), refused.statusCode()));
    }

    private String handlerMessage(String message, String handlerErrorCode) {
        return "Resource handler returned message: \"%s\" (RequestToken: %s, HandlerErrorCode: %s)"
                .formatted(message, ids.uuid(), handlerErrorCode);
    }

    private static String handlerErrorCode(String errorCode, int status) {
        String code = errorCode.toLowerCase(Locale.ROOT);
        if (code.contains("alreadyexist") || code.contains("alreadyowned") || code.contains("duplicate")) {
            return "AlreadyExists";
        }
        if (code.contains("notfound") || code.contains("nosuch") || code.contains("doesnotexist")) {
            return "NotFound";
        }
        if (code.contains("accessdenied") || code.contains("unauthorized") || status == 403) {
            return "AccessDenied";
        }
        if (code.contains("limitexceeded") || code.contains("toomany")) {
            return "ServiceLimitExceeded";
        }
        if (code.contains("throttl")) {
            return "Throttling";
        }
        return status >= 500 ? "ServiceInternalError" : "InvalidRequest";
    }
}
