package dev.greenroom.localcloud.ecs;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.fakes.FakeClients;
import dev.greenroom.localcloud.fakes.FakeEvents;
import dev.greenroom.localcloud.fakes.FakeLogs;
import dev.greenroom.localcloud.fakes.FakeParameters;
import dev.greenroom.localcloud.fakes.FakeRoles;
import dev.greenroom.localcloud.fakes.FakeSecrets;
import dev.greenroom.localcloud.fakes.FakeSessions;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The rest of AWS, as small as ECS needs it. */
final class FakeAws {
    static final String SUBNET = "subnet-a";
    static final String ROLE = "arn:aws:iam::000000000000:role/task";

    final FakeLogs logs = new FakeLogs();
    final FakeLoadBalancing loadBalancing = new FakeLoadBalancing();
    final FakeEvents events = new FakeEvents();
    final FakeRoles roles = new FakeRoles()
            .put("task", "ecs-tasks.amazonaws.com")
            .policy("task", "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}");
    final FakeSessions sessions = new FakeSessions();
    final FakeParameters parameters = new FakeParameters();
    final FakeSecrets secrets = new FakeSecrets();

    AwsClients clients() {
        return FakeClients.of(logs, loadBalancing, events, roles, sessions, parameters, secrets, new Ec2());
    }

    private static final class Ec2 implements Ec2Client {
        @Override
        public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
            return DescribeSubnetsResponse.builder()
                    .subnets(request.subnetIds().stream()
                            .filter(SUBNET::equals)
                            .map(id -> Subnet.builder()
                                    .subnetId(id)
                                    .vpcId("vpc-1")
                                    .cidrBlock("172.31.16.0/20")
                                    .availabilityZone("eu-west-1a")
                                    .build())
                            .toList())
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
