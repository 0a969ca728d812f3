package dev.greenroom.localcloud.codebuild;

import dev.greenroom.localcloud.aws.AwsClients;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryResponse;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** The rest of AWS, as small as CodeBuild needs it. */
final class FakeAws implements InvocationHandler {
    static final String ROLE = "arn:aws:iam::000000000000:role/build";
    private static final String TRUST = """
        {"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"%s"}}]}\
        """;

    private static final String ALL_BUT = """
        {"Statement":[{"Effect":"Allow","NotAction":"%s","Resource":"*"}]}\
        """;

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final Map<String, String> parameters = new ConcurrentHashMap<>();
    final Map<String, String> secrets = new ConcurrentHashMap<>();
    final Map<String, String> repositories = new ConcurrentHashMap<>();
    final List<PutEventsRequestEntry> events = new CopyOnWriteArrayList<>();
    final FakeLogs logs = new FakeLogs();

    /** What the role of builds may do. */
    private volatile String policy = ALL_BUT.formatted("none:None");

    private final Map<String, String> roles = new ConcurrentHashMap<>(Map.of(
            "build", TRUST.formatted("codebuild.amazonaws.com"), "foreign", TRUST.formatted("ec2.amazonaws.com")));

    AwsClients clients() {
        return (AwsClients)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {AwsClients.class}, this);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "logs" -> logs;
            case "eventBridge" -> new Events();
            case "iam" -> new Iam();
            case "sts" -> new Sts();
            case "ssm" -> new Ssm();
            case "secretsManager" -> new Secrets();
            case "s3" -> new S3();
            case "codeCommit" -> new Repositories();
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    /** The role of builds may do all but that. */
    void forbid(String action) {
        policy = ALL_BUT.formatted(action);
    }

    private static AwsServiceException failure(AwsServiceException.Builder builder, String code, String message) {
        return builder.awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .message(message)
                .build();
    }

    private final class S3 implements S3Client {
        @Override
        public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
            byte[] bytes = objects.get(request.bucket() + "/" + request.key());
            if (bytes == null) {
                throw failure(NoSuchKeyException.builder(), "NoSuchKey", "The specified key does not exist.");
            }
            try {
                return transformer.transform(
                        GetObjectResponse.builder().build(),
                        AbortableInputStream.create(new ByteArrayInputStream(bytes)));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
            try (var in = body.contentStreamProvider().newStream()) {
                objects.put(request.bucket() + "/" + request.key(), in.readAllBytes());
                return PutObjectResponse.builder().build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private final class Repositories implements CodeCommitClient {
        @Override
        public GetRepositoryResponse getRepository(GetRepositoryRequest request) {
            return GetRepositoryResponse.builder()
                    .repositoryMetadata(metadata -> metadata.arn("arn:aws:codecommit:eu-west-1:000000000000:app")
                            .cloneUrlHttp(repositories.get(request.repositoryName())))
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
            String trust = roles.get(request.roleName());
            if (trust == null) {
                throw failure(NoSuchEntityException.builder(), "NoSuchEntity", "no such role");
            }
            return GetRoleResponse.builder()
                    .role(role -> role.assumeRolePolicyDocument(trust))
                    .build();
        }

        @Override
        public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
            return ListRolePoliciesResponse.builder()
                    .policyNames("only")
                    .isTruncated(false)
                    .build();
        }

        @Override
        public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
            return GetRolePolicyResponse.builder().policyDocument(policy).build();
        }

        @Override
        public ListAttachedRolePoliciesResponse listAttachedRolePolicies(ListAttachedRolePoliciesRequest request) {
            return ListAttachedRolePoliciesResponse.builder().isTruncated(false).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static final class Sts implements StsClient {
        @Override
        public AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
            return AssumeRoleResponse.builder()
                    .credentials(credentials -> credentials
                            .accessKeyId("AKID")
                            .secretAccessKey("secret")
                            .sessionToken("token")
                            .expiration(Instant.now().plusSeconds(3600)))
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
                throw failure(
                        ParameterNotFoundException.builder(),
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
            return GetSecretValueResponse.builder()
                    .arn("arn:aws:secretsmanager:eu-west-1:000000000000:secret:%s-AbCdEf".formatted(request.secretId()))
                    .secretString(secrets.get(request.secretId()))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private final class Events implements EventBridgeClient {
        @Override
        public PutEventsResponse putEvents(PutEventsRequest request) {
            events.addAll(request.entries());
            return PutEventsResponse.builder().failedEntryCount(0).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    static final class FakeLogs implements CloudWatchLogsClient {
        private final Set<String> groups = ConcurrentHashMap.newKeySet();
        private final Map<String, List<String>> lines = new ConcurrentHashMap<>();
        volatile boolean broken;
        volatile int longestBatch;

        List<String> lines(String stream) {
            List<String> found = lines.getOrDefault(stream, List.of());
            synchronized (found) {
                return List.copyOf(found);
            }
        }

        Set<String> groups() {
            return Set.copyOf(groups);
        }

        @Override
        public CreateLogGroupResponse createLogGroup(CreateLogGroupRequest request) {
            groups.add(request.logGroupName());
            return CreateLogGroupResponse.builder().build();
        }

        @Override
        public CreateLogStreamResponse createLogStream(CreateLogStreamRequest request) {
            if (!groups.contains(request.logGroupName())) {
                throw failure(
                        software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException.builder(),
                        "ResourceNotFoundException",
                        "The specified log group does not exist.");
            }
            lines.put(request.logStreamName(), Collections.synchronizedList(new ArrayList<>()));
            return CreateLogStreamResponse.builder().build();
        }

        @Override
        public PutLogEventsResponse putLogEvents(PutLogEventsRequest request) {
            if (broken) {
                throw failure(
                        software.amazon.awssdk.services.cloudwatchlogs.model.ServiceUnavailableException.builder(),
                        "ServiceUnavailableException",
                        "not now");
            }
            longestBatch = Math.max(
                    longestBatch,
                    request.logEvents().stream()
                            .mapToInt(event -> event.message().length() + 26)
                            .sum());
            lines.get(request.logStreamName())
                    .addAll(request.logEvents().stream()
                            .map(InputLogEvent::message)
                            .toList());
            return PutLogEventsResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
