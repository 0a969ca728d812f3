package dev.greenroom.localcloud.ecs;

import dev.greenroom.localcloud.aws.AwsClients;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** The rest of AWS, as small as ECS needs it. */
public final class FakeAws implements InvocationHandler {
    public static final String SUBNET = "subnet-a";
    public static final String ROLE = "arn:aws:iam::000000000000:role/task";
    private static final String TRUST = """
            {"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"%s"}}]}""";

    public final FakeLogs logs = new FakeLogs();
    public final FakeLoadBalancing loadBalancing = new FakeLoadBalancing();
    public final FakeEvents events = new FakeEvents();
    private final Map<String, String> trustByRole = new ConcurrentHashMap<>();
    private final Map<String, String> parameters = new ConcurrentHashMap<>();
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    public final Set<String> assumed = ConcurrentHashMap.newKeySet();

    public FakeAws() {
        role("task", "ecs-tasks.amazonaws.com");
    }

    public AwsClients clients() {
        return (AwsClients)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {AwsClients.class}, this);
    }

    public void role(String name, String trusts) {
        trustByRole.put(name, TRUST.formatted(trusts));
    }

    public void parameter(String name, String value) {
        parameters.put(name, value);
    }

    public void secret(String arn, String value) {
        secrets.put(arn, value);
    }

    @Override
    public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "logs" -> logs;
            case "loadBalancing" -> loadBalancing;
            case "eventBridge" -> events;
            case "ec2" -> new Ec2();
            case "iam" -> new Iam();
            case "sts" -> new Sts();
            case "ssm" -> new Ssm();
            case "secretsManager" -> new Secrets();
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private static final class Ec2 implements Ec2Client {
        @Override
        public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
            return DescribeSubnetsResponse.builder()
                    .subnets(request.subnetIds().stream()
                            .filter(SUBNET::equals)
                            .map(id -> Subnet.builder()
                                    .subnetId(id)
                                    .vpcId("vpc-1")
                                    .cidrBlock("172.31.16.0/20")
                                    .availabilityZone("eu-west-1a")
                                    .build())
                            .toList())
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private final class Iam implements IamClient {
        @Override
        public GetRoleResponse getRole(GetRoleRequest request) {
            String trust = trustByRole.get(request.roleName());
            if (trust == null) {
                throw NoSuchEntityException.builder().message("no such role").build();
            }
            return GetRoleResponse.builder()
                    .role(role -> role.assumeRolePolicyDocument(trust))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private final class Sts implements StsClient {
        @Override
        public AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
            assumed.add(request.roleArn() + " as " + request.roleSessionName());
            return AssumeRoleResponse.builder()
                    .credentials(credentials -> credentials
                            .accessKeyId("AKID")
                            .secretAccessKey("secret")
                            .sessionToken("token")
                            .expiration(java.time.Instant.now().plusSeconds(3600)))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private final class Ssm implements SsmClient {
        @Override
        public GetParameterResponse getParameter(GetParameterRequest request) {
            String value = parameters.get(request.name());
            if (value == null) {
                throw AwsFailures.failure(
                        software.amazon.awssdk.services.ssm.model.ParameterNotFoundException.builder(),
                        "ParameterNotFound",
                        "Parameter %s not found.".formatted(request.name()));
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
    }

    private final class Secrets implements SecretsManagerClient {
        @Override
        public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
            String stage = request.versionStage() == null ? "" : "@" + request.versionStage();
            String value = secrets.get(request.secretId() + stage);
            if (value == null) {
                throw AwsFailures.failure(
                        software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException.builder(),
                        "ResourceNotFoundException",
                        "Secrets Manager can't find the specified secret.");
            }
            return GetSecretValueResponse.builder().secretString(value).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
