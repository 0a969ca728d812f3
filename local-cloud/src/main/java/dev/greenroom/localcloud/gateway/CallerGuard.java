package dev.greenroom.localcloud.gateway;

import dev.greenroom.localcloud.aws.AwsScope;
import software.amazon.awssdk.core.SdkClient;

/** Decides what a caller may do with an emulated service. */
@FunctionalInterface
public interface CallerGuard {
    /** Everybody may do everything. */
    CallerGuard NONE = (service, api, scope, caller) -> service;

    /**
     * The service as this caller may use it: what is refused fails with an
     * {@link software.amazon.awssdk.awscore.exception.AwsServiceException}.
     *
     * @param api the interface of the SDK that it implements
     */
    SdkClient guard(SdkClient service, Class<? extends SdkClient> api, AwsScope scope, Caller caller);
}
