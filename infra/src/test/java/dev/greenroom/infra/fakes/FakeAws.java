package dev.greenroom.infra.fakes;

import dev.greenroom.infra.aws.AwsClients;

/** All services, each to be scripted by a test. */
public final class FakeAws implements AwsClients {
    private final FakeCloudFormation cloudFormation = new FakeCloudFormation();
    private final FakeCodeBuild codeBuild = new FakeCodeBuild();
    private final FakeCodePipeline codePipeline = new FakeCodePipeline();
    private final FakeEc2 ec2 = new FakeEc2();
    private final FakeEcr ecr = new FakeEcr();
    private final FakeEcs ecs = new FakeEcs();
    private final FakeLoadBalancing loadBalancing = new FakeLoadBalancing();
    private final FakeLogs logs = new FakeLogs();
    private final FakeS3 s3 = new FakeS3();

    @Override
    public FakeCloudFormation cloudFormation() {
        return cloudFormation;
    }

    @Override
    public FakeCodeBuild codeBuild() {
        return codeBuild;
    }

    @Override
    public FakeCodePipeline codePipeline() {
        return codePipeline;
    }

    @Override
    public FakeEc2 ec2() {
        return ec2;
    }

    @Override
    public FakeEcr ecr() {
        return ecr;
    }

    @Override
    public FakeEcs ecs() {
        return ecs;
    }

    @Override
    public FakeLoadBalancing loadBalancing() {
        return loadBalancing;
    }

    @Override
    public FakeLogs logs() {
        return logs;
    }

    @Override
    public FakeS3 s3() {
        return s3;
    }

    @Override
    public void close() {}
}
