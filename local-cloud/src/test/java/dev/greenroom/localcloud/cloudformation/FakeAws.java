package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.fakes.FakeClients;
import dev.greenroom.localcloud.fakes.FakeParameters;
import dev.greenroom.localcloud.fakes.FakeRoles;
import dev.greenroom.localcloud.fakes.FakeS3;
import dev.greenroom.localcloud.fakes.FakeSecrets;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;

/** The parts of other services that CloudFormation itself reads: objects, parameters and secrets; and roles. */
final class FakeAws {
    final FakeS3 s3 = new FakeS3();
    final FakeParameters parameters = new FailingParameters();
    final FakeSecrets secrets = new FailingSecrets();
    final FakeRoles roles = new FakeRoles();
    private final AtomicInteger readings = new AtomicInteger();
    private int firstFailing = Integer.MAX_VALUE;
    private RuntimeException failure = new IllegalStateException();

    AwsClients clients() {
        return FakeClients.of(s3, parameters, secrets, roles);
    }

    /** Every reading of a parameter or secret fails from the n-th on. */
    void failFrom(int reading, RuntimeException reason) {
        firstFailing = reading;
        failure = reason;
    }

    private void read() {
        if (readings.incrementAndGet() >= firstFailing) {
            throw failure;
        }
    }

    private final class FailingParameters extends FakeParameters {
        @Override
        public GetParameterResponse getParameter(GetParameterRequest request) {
            read();
            return super.getParameter(request);
        }
    }

    private final class FailingSecrets extends FakeSecrets {
        @Override
        public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
            read();
            return super.getSecretValue(request);
        }
    }
}
