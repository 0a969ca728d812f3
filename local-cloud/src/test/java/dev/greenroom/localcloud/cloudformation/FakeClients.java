package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.aws.AwsClients;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;

/** The parts of other services that CloudFormation itself reads: objects, parameters and secrets. */
final class FakeClients implements AwsClients {
    final Map<String, String> objects = new HashMap<>();
    final Map<String, String> parameters = new HashMap<>();
    final Map<String, String> secrets = new HashMap<>();
    private final AtomicInteger readings = new AtomicInteger();
    private int firstFailing = Integer.MAX_VALUE;
    private RuntimeException failure = new IllegalStateException();

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

    @Override
    public S3Client s3() {
        return new S3Client() {
            @Override
            public ResponseBytes<GetObjectResponse> getObjectAsBytes(GetObjectRequest request) {
                String body = objects.get(request.bucket() + "/" + request.key());
                return ResponseBytes.fromByteArray(GetObjectResponse.builder().build(), body.getBytes());
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SsmClient ssm() {
        return new SsmClient() {
            @Override
            public GetParameterResponse getParameter(GetParameterRequest request) {
                read();
                String value = parameters.get(request.name());
                if (value == null) {
                    throw ParameterNotFoundException.builder().build();
                }
                return GetParameterResponse.builder()
                        .parameter(parameter -> parameter.value(value))
                        .build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SecretsManagerClient secretsManager() {
        return new SecretsManagerClient() {
            @Override
            public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
                read();
                return GetSecretValueResponse.builder()
                        .secretString(secrets.get(request.secretId()))
                        .build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public CloudFormationClient cloudFormation() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CloudWatchClient cloudWatch() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CodeBuildClient codeBuild() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CodeCommitClient codeCommit() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CodePipelineClient codePipeline() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Ec2Client ec2() {
        throw new UnsupportedOperationException();
    }

    @Override
    public EcrClient ecr() {
        throw new UnsupportedOperationException();
    }

    @Override
    public EcsClient ecs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventBridgeClient eventBridge() {
        throw new UnsupportedOperationException();
    }

    @Override
    public IamClient iam() {
        throw new UnsupportedOperationException();
    }

    @Override
    public KmsClient kms() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ElasticLoadBalancingV2Client loadBalancing() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CloudWatchLogsClient logs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public RdsClient rds() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SnsClient sns() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SqsClient sqs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public StsClient sts() {
        throw new UnsupportedOperationException();
    }
}
