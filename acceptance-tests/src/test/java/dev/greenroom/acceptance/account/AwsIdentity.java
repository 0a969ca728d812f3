package dev.greenroom.acceptance.account;

import static java.util.Objects.requireNonNull;

import dev.greenroom.infra.aws.AwsAccess;
import dev.greenroom.infra.stacks.DeploymentException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Who AWS says that we are, and where.
 *
 * @param account its twelve digits
 * @param arn of the user or role
 */
public record AwsIdentity(String account, String arn, String region) {
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");
    private static final Set<String> UNKNOWN =
            Set.of("InvalidClientTokenId", "SignatureDoesNotMatch", "UnrecognizedClientException");

    public AwsIdentity {
        requireNonNull(account, "account is null");
        requireNonNull(arn, "arn is null");
        requireNonNull(region, "region is null");
    }

    /** @throws DeploymentException when there are no credentials, or AWS does not take them */
    public static AwsIdentity of(AwsAccess access) {
        requireCredentials(access);
        var builder = StsClient.builder()
                .region(access.region())
                .credentialsProvider(access.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder());
        if (access.endpoint() != null) {
            builder.endpointOverride(access.endpoint());
        }
        try (var sts = builder.build()) {
            var caller = sts.getCallerIdentity();
            return new AwsIdentity(
                    caller.account(), caller.arn(), access.region().id());
        } catch (AwsServiceException refused) {
            throw new DeploymentException(
                    "Tried to ask AWS whose credentials these are but " + reason(refused), refused);
        } catch (SdkClientException failed) {
            throw new DeploymentException(
                    "Tried to ask AWS whose credentials these are but it can't be reached: " + failed.getMessage(),
                    failed);
        }
    }

    /** @throws DeploymentException when it is not the account that was meant */
    public void requireAccount(String meant) {
        if (!meant.isEmpty() && !meant.equals(account)) {
            throw new DeploymentException(
                    "Tried to use account %s but the credentials are of account %s (%s); nothing was touched"
                            .formatted(meant, account, arn));
        }
    }

    @Override
    public String toString() {
        return "account %s, region %s, as %s".formatted(account, region, arn);
    }

    private static void requireCredentials(AwsAccess access) {
        try {
            access.credentials().resolveCredentials();
        } catch (SdkClientException none) {
            throw new DeploymentException(
                    "Tried to find AWS credentials but there are none in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
                            + " in a profile, or by the role of a container or machine",
                    none);
        }
    }

    private static String reason(AwsServiceException refused) {
        var code = refused.awsErrorDetails() == null
                ? ""
                : refused.awsErrorDetails().errorCode();
        if (EXPIRED.contains(code)) {
            return "they have expired; get new ones from where these came, for example by aws sso login";
        }
        if (UNKNOWN.contains(code)) {
            return "AWS does not know them, or the secret is not the key's (%s)".formatted(code);
        }
        return "AWS refused: " + refused.getMessage();
    }
}
