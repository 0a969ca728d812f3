package dev.greenroom.localcloud.codepipeline;

import static dev.greenroom.localcloud.codepipeline.Pipelines.approval;
import static dev.greenroom.localcloud.codepipeline.Pipelines.build;
import static dev.greenroom.localcloud.codepipeline.Pipelines.pipeline;
import static dev.greenroom.localcloud.codepipeline.Pipelines.source;
import static dev.greenroom.localcloud.codepipeline.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ApprovalAlreadyCompletedException;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;

/** A human and an automation decide about one request at the same moment. */
class ApprovalRaceTest {
    private static final int ROUNDS = 300;

    private final PipelineFixture fixture = new PipelineFixture();
    private final ExecutorService deciders = Executors.newFixedThreadPool(2);
    private final CyclicBarrier start = new CyclicBarrier(2);

    @BeforeEach
    void create() {
        fixture.createRunning(pipeline(source(), stage("Release", approval("Approval", 1), build("Toggle", 2))));
    }

    @AfterEach
    void close() {
        deciders.shutdownNow();
        fixture.close();
    }

    @Test
    void the_first_decision_counts_the_other_is_told_so_and_the_execution_does_what_was_decided() throws Exception {
        String execution = fixture.executions().get(0);
        var approved = new ArrayList<String>();
        for (int round = 0; round < ROUNDS; round++) {
            String token = fixture.awaitApproval("Release", "Approval", execution);
            Future<Boolean> human = deciders.submit(deciding(token, ApprovalStatus.APPROVED));
            Future<Boolean> automation = deciders.submit(deciding(token, ApprovalStatus.REJECTED));

            assertThat(List.of(human.get(), automation.get()))
                    .as("one of the two has decided")
                    .containsExactlyInAnyOrder(true, false);
            if (human.get()) {
                approved.add(execution);
            }
            assertThat(fixture.awaitEnd(execution))
                    .isEqualTo(human.get() ? PipelineExecutionStatus.SUCCEEDED : PipelineExecutionStatus.FAILED);
            assertThat(fixture.aws.codeBuild.requests("Toggle"))
                    .as("what was rejected is not toggled")
                    .hasSameSizeAs(approved);
            execution = fixture.start();
        }
    }

    /** Whether the decision was the first. */
    private Callable<Boolean> deciding(String token, ApprovalStatus status) {
        return () -> {
            start.await();
            try {
                fixture.decide("Release", "Approval", token, status);
                return true;
            } catch (ApprovalAlreadyCompletedException e) {
                return false;
            }
        };
    }
}
