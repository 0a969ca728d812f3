package dev.greenroom.localcloud.gateway;

import dev.greenroom.localcloud.aws.AwsScope;
import software.amazon.awssdk.awscore.AwsRequest;

/** Decides what a caller may do with an emulated service. */
@FunctionalInterface
public interface CallerGuard {
    /** Everybody may do everything. */
    CallerGuard NONE = (request, scope, caller) -> {};

    /** @throws software.amazon.awssdk.awscore.exception.AwsServiceException when this caller may not ask for that */
    void check(AwsRequest request, AwsScope scope, Caller caller);
}
