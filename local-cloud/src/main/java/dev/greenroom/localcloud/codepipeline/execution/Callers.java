package dev.greenroom.localcloud.codepipeline.execution;

import dev.greenroom.localcloud.aws.AwsScope;

/** Who calls: a service is not told, so everybody is the account itself. */
final class Callers {
    private Callers() {}

    static String anyone(AwsScope scope) {
        return "arn:%s:iam::%s:root".formatted(scope.partition(), scope.accountId());
    }
}
