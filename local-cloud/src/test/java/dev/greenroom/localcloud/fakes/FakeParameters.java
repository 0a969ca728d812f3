package dev.greenroom.localcloud.fakes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

/** Parameters by name; they have no tags. */
public class FakeParameters implements SsmClient {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    public final void put(String name, String value) {
        values.put(name, value);
    }

    public final Map<String, String> values() {
        return Map.copyOf(values);
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
    public final PutParameterResponse putParameter(PutParameterRequest request) {
        values.put(request.name(), request.value());
        return PutParameterResponse.builder().version(1L).build();
    }

    @Override
    public final DeleteParameterResponse deleteParameter(DeleteParameterRequest request) {
        values.remove(request.name());
        return DeleteParameterResponse.builder().build();
    }

    @Override
    public final ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder().build();
    }

    @Override
    public final String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public final void close() {}
}
