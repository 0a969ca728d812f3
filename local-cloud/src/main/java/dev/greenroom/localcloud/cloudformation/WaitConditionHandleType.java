package dev.greenroom.localcloud.cloudformation;

/** AWS::CloudFormation::WaitConditionHandle: an address and nothing else, often the only resource of a template. */
final class WaitConditionHandleType implements ResourceType {
    @Override
    public String name() {
        return "AWS::CloudFormation::WaitConditionHandle";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        String address = "https://cloudformation-waitcondition-%s.s3.%s.%s/%s/%s"
                .formatted(
                        request.scope().region(),
                        request.scope().region(),
                        request.scope().urlSuffix(),
                        request.stackId(),
                        request.generatedName(255));
        return ResourceState.of(address);
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {}
}
