package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.aws.AwsScope;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One operation on one resource. */
record EngineRequest(
        AwsScope scope,
        Optional<String> actingRole,
        String stackName,
        String stackId,
        String logicalId,
        Properties properties,
        Properties previousProperties,
        Map<String, String> tags,
        GeneratedName name,
        Consumer<String> announcement)
        implements ResourceRequest {
    @Override
    public String generatedName(int maxLength) {
        return name.fitting(maxLength);
    }

    @Override
    public void initiated(String physicalId) {
        announcement.accept(physicalId);
        GraphRun.releaseInterrupts();
    }
}
