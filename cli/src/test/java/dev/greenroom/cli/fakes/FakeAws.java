package dev.greenroom.cli.fakes;

import dev.greenroom.infra.aws.AwsClients;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.s3.S3Client;

/** The services that commands look at, each to be scripted by a test. */
public final class FakeAws implements AwsClients {
    private final FakeStacks stacks = new FakeStacks();
    private final FakeBuilds builds = new FakeBuilds();
    private final FakePipeline pipeline = new FakePipeline();
    private final FakeLogs logs = new FakeLogs();
    private final FakeImages images = new FakeImages();
    private final FakeTasks tasks = new FakeTasks();

    @Override
    public FakeStacks cloudFormation() {
        return stacks;
    }

    @Override
    public FakeBuilds codeBuild() {
        return builds;
    }

    @Override
    public FakePipeline codePipeline() {
        return pipeline;
    }

    @Override
    public FakeLogs logs() {
        return logs;
    }

    @Override
    public Ec2Client ec2() {
        throw new UnsupportedOperationException("Nobody looks at EC2 here");
    }

    @Override
    public FakeImages ecr() {
        return images;
    }

    @Override
    public FakeTasks ecs() {
        return tasks;
    }

    @Override
    public ElasticLoadBalancingV2Client loadBalancing() {
        throw new UnsupportedOperationException("Nobody looks at load balancers here");
    }

    @Override
    public S3Client s3() {
        throw new UnsupportedOperationException("Nobody looks at S3 here");
    }

    @Override
    public void close() {}
}
