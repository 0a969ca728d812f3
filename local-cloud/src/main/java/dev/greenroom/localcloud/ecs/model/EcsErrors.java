package dev.greenroom.localcloud.ecs.model;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterContainsServicesException;
import software.amazon.awssdk.services.ecs.model.ClusterContainsTasksException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.PlatformUnknownException;
import software.amazon.awssdk.services.ecs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.UnsupportedFeatureException;

/** The errors of ECS, in AWS's words. */
public final class EcsErrors {
    private static final int BAD_REQUEST = 400;

    private EcsErrors() {}

    public static EcsException client(String message) {
        return build(ClientException.builder(), "ClientException", message);
    }

    public static EcsException invalidParameter(String message) {
        return build(InvalidParameterException.builder(), "InvalidParameterException", message);
    }

    public static EcsException clusterNotFound() {
        return build(ClusterNotFoundException.builder(), "ClusterNotFoundException", "Cluster not found.");
    }

    public static EcsException clusterContainsServices() {
        return build(
                ClusterContainsServicesException.builder(),
                "ClusterContainsServicesException",
                "The Cluster cannot be deleted while Services are active.");
    }

    public static EcsException clusterContainsTasks() {
        return build(
                ClusterContainsTasksException.builder(),
                "ClusterContainsTasksException",
                "The Cluster cannot be deleted while Tasks are active.");
    }

    public static EcsException serviceNotFound() {
        return build(ServiceNotFoundException.builder(), "ServiceNotFoundException", "Service not found.");
    }

    public static EcsException serviceNotActive() {
        return build(ServiceNotActiveException.builder(), "ServiceNotActiveException", "Service was not ACTIVE.");
    }

    public static EcsException resourceNotFound() {
        return build(
                ResourceNotFoundException.builder(),
                "ResourceNotFoundException",
                "The specified resource is not found.");
    }

    public static EcsException platformUnknown() {
        return build(
                PlatformUnknownException.builder(),
                "PlatformUnknownException",
                "The specified platform does not exist.");
    }

    /** For what AWS has and this cloud has not: refused by name rather than ignored. */
    public static EcsException notEmulated(String what) {
        return build(
                UnsupportedFeatureException.builder(),
                "UnsupportedFeatureException",
                "%s is not emulated by the local cloud.".formatted(what));
    }

    private static EcsException build(EcsException.Builder builder, String code, String message) {
        AwsErrorDetails details = AwsErrorDetails.builder()
                .serviceName("Ecs")
                .errorCode(code)
                .errorMessage(message)
                .sdkHttpResponse(
                        SdkHttpResponse.builder().statusCode(BAD_REQUEST).build())
                .build();
        return (EcsException) builder.awsErrorDetails(details)
                .message(message)
                .statusCode(BAD_REQUEST)
                .build();
    }
}
