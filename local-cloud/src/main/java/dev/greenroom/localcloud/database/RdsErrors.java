package dev.greenroom.localcloud.database;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.rds.model.DbInstanceAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DbSubnetGroupAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbSubnetGroupDoesNotCoverEnoughAZsException;
import software.amazon.awssdk.services.rds.model.DbSubnetGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbSubnetGroupStateException;
import software.amazon.awssdk.services.rds.model.RdsException;

/** RDS's errors in AWS's words. */
final class RdsErrors {
    private RdsErrors() {}

    static AwsServiceException instanceNotFound(String id) {
        return built(
                DbInstanceNotFoundException.builder(),
                404,
                "DBInstanceNotFound",
                "DBInstance %s not found.".formatted(id));
    }

    static AwsServiceException instanceAlreadyExists() {
        return built(
                DbInstanceAlreadyExistsException.builder(),
                400,
                "DBInstanceAlreadyExists",
                "DB instance already exists");
    }

    static AwsServiceException invalidInstanceState(String id, String status) {
        return built(
                InvalidDbInstanceStateException.builder(),
                400,
                "InvalidDBInstanceState",
                "Instance %s is not in available state but %s.".formatted(id, status));
    }

    static AwsServiceException subnetGroupNotFound(String name) {
        return built(
                DbSubnetGroupNotFoundException.builder(),
                404,
                "DBSubnetGroupNotFoundFault",
                "DB subnet group '%s' does not exist.".formatted(name));
    }

    static AwsServiceException subnetGroupAlreadyExists(String name) {
        return built(
                DbSubnetGroupAlreadyExistsException.builder(),
                400,
                "DBSubnetGroupAlreadyExists",
                "The DB subnet group '%s' already exists.".formatted(name));
    }

    static AwsServiceException subnetGroupInUse(String name) {
        return built(
                InvalidDbSubnetGroupStateException.builder(),
                400,
                "InvalidDBSubnetGroupStateFault",
                "Cannot delete the subnet group '%s' because at least one database instance is still using it."
                        .formatted(name));
    }

    static AwsServiceException tooFewZones() {
        return built(
                DbSubnetGroupDoesNotCoverEnoughAZsException.builder(),
                400,
                "DBSubnetGroupDoesNotCoverEnoughAZs",
                "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Add subnets to cover at"
                        + " least 2 AZs.");
    }

    static AwsServiceException invalidValue(String message) {
        return built(RdsException.builder(), 400, "InvalidParameterValue", message);
    }

    static AwsServiceException invalidCombination(String message) {
        return built(RdsException.builder(), 400, "InvalidParameterCombination", message);
    }

    private static AwsServiceException built(
            AwsServiceException.Builder builder, int status, String code, String message) {
        return builder.message(message)
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Rds")
                        .errorCode(code)
                        .errorMessage(message)
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(status).build())
                        .build())
                .build();
    }
}
