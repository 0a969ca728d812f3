package dev.greenroom.localcloud.protocol;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;

/** Remembers the stack it was asked to create; answers or fails as it is told. */
final class FakeCloudFormation implements CloudFormationClient {
    static final ServiceEndpoint ENDPOINT = new ServiceEndpoint(
            "cloudformation",
            CloudFormationClient.class,
            Wire.query("http://cloudformation.amazonaws.com/doc/2010-05-15/"));

    @Nullable
    CreateStackRequest created;

    DescribeStacksResponse stacks = DescribeStacksResponse.builder().build();

    @Nullable
    RuntimeException failure;

    @Override
    public CreateStackResponse createStack(CreateStackRequest request) throws CloudFormationException {
        created = request;
        return CreateStackResponse.builder()
                .stackId("arn:" + request.stackName())
                .build();
    }

    @Override
    public DescribeStacksResponse describeStacks(DescribeStacksRequest request) throws CloudFormationException {
        if (failure != null) {
            throw failure;
        }
        return stacks;
    }

    @Override
    public DeleteStackResponse deleteStack(DeleteStackRequest request) throws CloudFormationException {
        return DeleteStackResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
