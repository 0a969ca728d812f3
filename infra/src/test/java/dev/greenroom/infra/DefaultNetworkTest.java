package dev.greenroom.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.infra.fakes.FakeEc2;
import dev.greenroom.infra.stacks.DeploymentException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DefaultNetworkTest {
    private final FakeEc2 ec2 = new FakeEc2();

    @Test
    void is_the_same_whatever_order_the_subnets_come_in() {
        assertThat(DefaultNetwork.find(ec2).parameters())
                .isEqualTo(Map.of("Vpc", "vpc-1", "Subnets", "subnet-a,subnet-b,subnet-c"));
    }

    @Test
    void says_how_to_make_a_vpc_where_there_is_none() {
        ec2.vpcs().clear();

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> DefaultNetwork.find(ec2))
                .withMessage("Tried to find the default VPC but the region has none;"
                        + " aws ec2 create-default-vpc makes one");
    }

    @Test
    void needs_two_availability_zones() {
        ec2.subnets().retainAll(List.of("subnet-a"));

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> DefaultNetwork.find(ec2))
                .withMessage("Tried to find subnets in two availability zones of the default VPC vpc-1 but it has"
                        + " [subnet-a]; aws ec2 create-default-subnet makes one");
    }
}
