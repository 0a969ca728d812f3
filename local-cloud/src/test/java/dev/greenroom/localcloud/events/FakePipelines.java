package dev.greenroom.localcloud.events;

import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionResponse;

/** Keeps what is started, after it failed as often as it was told. */
final class FakePipelines implements CodePipelineClient {
    final BlockingQueue<StartPipelineExecutionRequest> started = new LinkedBlockingQueue<>();
    final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

    @Override
    public StartPipelineExecutionResponse startPipelineExecution(StartPipelineExecutionRequest request) {
        RuntimeException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        started.add(request);
        return StartPipelineExecutionResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
