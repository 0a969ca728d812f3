package dev.greenroom.localcloud.protocol;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;

/** Remembers what it was asked; answers or fails as it is told. */
final class FakeEcs implements EcsClient {
    static final ServiceEndpoint ENDPOINT =
            new ServiceEndpoint("ecs", EcsClient.class, Wire.json("AmazonEC2ContainerServiceV20141113"));

    @Nullable
    RegisterTaskDefinitionRequest registered;

    @Nullable
    CreateServiceRequest created;

    DescribeServicesResponse services = DescribeServicesResponse.builder().build();

    @Nullable
    RuntimeException failure;

    @Override
    public RegisterTaskDefinitionResponse registerTaskDefinition(RegisterTaskDefinitionRequest request)
            throws EcsException {
        registered = request;
        return RegisterTaskDefinitionResponse.builder()
                .taskDefinition(definition ->
                        definition.family(request.family()).containerDefinitions(request.containerDefinitions()))
                .tags(request.tags())
                .build();
    }

    @Override
    public CreateServiceResponse createService(CreateServiceRequest request) throws EcsException {
        created = request;
        return CreateServiceResponse.builder()
                .service(service -> service.deploymentConfiguration(request.deploymentConfiguration()))
                .build();
    }

    @Override
    public DescribeServicesResponse describeServices(DescribeServicesRequest request) throws EcsException {
        if (failure != null) {
            throw failure;
        }
        return services;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
