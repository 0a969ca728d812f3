package dev.greenroom.localcloud.codebuild;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.fakes.FakeClients;
import dev.greenroom.localcloud.fakes.FakeEvents;
import dev.greenroom.localcloud.fakes.FakeLogs;
import dev.greenroom.localcloud.fakes.FakeParameters;
import dev.greenroom.localcloud.fakes.FakeRoles;
import dev.greenroom.localcloud.fakes.FakeS3;
import dev.greenroom.localcloud.fakes.FakeSecrets;
import dev.greenroom.localcloud.fakes.FakeSessions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryResponse;

/** The rest of AWS, as small as CodeBuild needs it. */
final class FakeAws {
    static final String ROLE = "arn:aws:iam::000000000000:role/build";

    final FakeS3 s3 = new FakeS3();
    final FakeParameters parameters = new FakeParameters();
    final FakeSecrets secrets = new FakeSecrets();
    final FakeEvents events = new FakeEvents();
    final FakeLogs logs = new FakeLogs();
    final Map<String, String> repositories = new ConcurrentHashMap<>();
    private final FakeRoles roles =
            new FakeRoles().put("build", "codebuild.amazonaws.com").put("foreign", "ec2.amazonaws.com");

    FakeAws() {
        forbid("none:None");
    }

    AwsClients clients() {
        return FakeClients.of(s3, parameters, secrets, events, logs, roles, new FakeSessions(), new Repositories());
    }

    /** The role of builds may do all but that. */
    void forbid(String action) {
        roles.policy("build", "{\"Effect\": \"Allow\", \"NotAction\": \"%s\", \"Resource\": \"*\"}".formatted(action));
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
}
