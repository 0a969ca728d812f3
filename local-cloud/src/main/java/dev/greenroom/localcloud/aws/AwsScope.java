package dev.greenroom.localcloud.aws;

import static java.util.Objects.requireNonNull;

/** The account and region that a service instance lives in; each region of a local cloud has instances of its own. */
public record AwsScope(String accountId, String region) {
    /** The account of every local cloud; LocalStack's default too. */
    public static final String LOCAL_ACCOUNT = "000000000000";

    public AwsScope {
        requireNonNull(accountId, "accountId is null");
        requireNonNull(region, "region is null");
    }

    public String partition() {
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    public String urlSuffix() {
        return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    }

    /** {@code arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE} */
    public String arn(String service, String resource) {
        return "arn:%s:%s:%s:%s:%s".formatted(partition(), service, region, accountId, resource);
    }
}
