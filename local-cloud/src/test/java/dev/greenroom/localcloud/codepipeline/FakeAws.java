package dev.greenroom.localcloud.codepipeline;

import dev.greenroom.localcloud.aws.AwsClients;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** The rest of AWS, as small as pipelines need it. */
final class FakeAws implements InvocationHandler {
    private static final String TRUST = """
        {"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"%s"}}]}\
        """;

    final FakeS3 s3 = new FakeS3();
    final FakeCodeCommit codeCommit = new FakeCodeCommit();
    final FakeCodeBuild codeBuild = new FakeCodeBuild(s3);
    final FakeCloudFormation cloudFormation = new FakeCloudFormation();
    final List<PublishRequest> published = new CopyOnWriteArrayList<>();
    final List<PutEventsRequestEntry> events = new CopyOnWriteArrayList<>();

    AwsClients clients() {
        return (AwsClients)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {AwsClients.class}, this);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "s3" -> s3;
            case "codeCommit" -> codeCommit;
            case "codeBuild" -> codeBuild;
            case "cloudFormation" -> cloudFormation;
            case "iam" -> new Iam();
            case "sns" -> new Sns();
            case "eventBridge" -> new Events();
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private static final class Iam implements IamClient {
        @Override
        public GetRoleResponse getRole(GetRoleRequest request) {
            String principal = request.roleName().equals("pipeline") ? "codepipeline" : "ec2";
            return GetRoleResponse.builder()
                    .role(role -> role.assumeRolePolicyDocument(TRUST.formatted(principal + ".amazonaws.com")))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private final class Sns implements SnsClient {
        @Override
        public PublishResponse publish(PublishRequest request) {
            published.add(request);
            return PublishResponse.builder().build();
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
}
