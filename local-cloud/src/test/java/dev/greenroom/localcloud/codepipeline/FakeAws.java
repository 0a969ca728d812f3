package dev.greenroom.localcloud.codepipeline;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.fakes.FakeClients;
import dev.greenroom.localcloud.fakes.FakeEvents;
import dev.greenroom.localcloud.fakes.FakeRoles;
import dev.greenroom.localcloud.fakes.FakeS3;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** The rest of AWS, as small as pipelines need it. */
final class FakeAws {
    final FakeS3 s3 = new FakeS3();
    final FakeCodeCommit codeCommit = new FakeCodeCommit();
    final FakeCodeBuild codeBuild = new FakeCodeBuild(s3);
    final FakeCloudFormation cloudFormation = new FakeCloudFormation();
    final FakeEvents events = new FakeEvents();
    final List<PublishRequest> published = new CopyOnWriteArrayList<>();
    private final FakeRoles roles =
            new FakeRoles().put("pipeline", "codepipeline.amazonaws.com").put("other", "ec2.amazonaws.com");

    AwsClients clients() {
        return FakeClients.of(s3, codeCommit, codeBuild, cloudFormation, events, roles, new Sns());
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
}
