package dev.greenroom.localcloud.fakes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** Parameters by name. */
public class FakeParameters implements SsmClient {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    public final void put(String name, String value) {
        values.put(name, value);
    }

    @Override
    public GetParameterResponse getParameter(GetParameterRequest request) {
        String value = values.get(request.name());
        if (value == null) {
            throw AwsFailures.failure(
                    ParameterNotFoundException.builder(),
                    "ParameterNotFound",
                    "Parameter %s not found.".formatted(request.name()));
        }
        return GetParameterResponse.builder()
                .parameter(parameter -> parameter.value(value))
                .build();
    }

    @Override
    public final String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public final void close() {}
}
