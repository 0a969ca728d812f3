package dev.greenroom.infra.fakes;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/** One pipeline in a state that a test says. */
public final class FakeCodePipeline implements CodePipelineClient {
    private final List<String> calls = new ArrayList<>();

    public List<String> calls() {
        return calls;
    }

    @Override
    public String serviceName() {
        return "codepipeline";
    }

    @Override
    public void close() {}
}
