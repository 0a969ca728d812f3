package dev.greenroom.localcloud.events;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.EventTrigger;
import dev.greenroom.localcloud.protocol.SdkPojos;
import java.util.Map;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;

/** What a rule can start that LocalStack does not know. */
sealed interface Startable {
    /** What the target's role must allow. */
    String action();

    /**
     * Starts it.
     *
     * @param input members of the request, named as in its JSON; others are left out, as those of an event are
     * @throws IllegalArgumentException when a value does not fit its member, named in the message
     */
    void start(AwsClients clients, Map<String, ?> input, EventTrigger trigger);

    /** {@code arn:aws:codepipeline:REGION:ACCOUNT:NAME} */
    record Pipeline(String name) implements Startable {
        @Override
        public String action() {
            return "codepipeline:StartPipelineExecution";
        }

        @Override
        public void start(AwsClients clients, Map<String, ?> input, EventTrigger trigger) {
            clients.codePipeline()
                    .startPipelineExecution(SdkPojos.fill(StartPipelineExecutionRequest.builder(), input)
                            .name(name)
                            .overrideConfiguration(trigger::attach)
                            .build());
        }
    }

    /** {@code arn:aws:codebuild:REGION:ACCOUNT:project/NAME} */
    record Project(String name) implements Startable {
        @Override
        public String action() {
            return "codebuild:StartBuild";
        }

        @Override
        public void start(AwsClients clients, Map<String, ?> input, EventTrigger trigger) {
            clients.codeBuild()
                    .startBuild(SdkPojos.fill(StartBuildRequest.builder(), input)
                            .projectName(name)
                            .overrideConfiguration(trigger::attach)
                            .build());
        }
    }
}
