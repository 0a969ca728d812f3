package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsReason;
import dev.greenroom.localcloud.ecs.model.EcsErrors;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Hands out private addresses of subnets, each to one task at a time. Thread-safe: guarded by the monitor. */
public final class Subnets {
    /** AWS keeps the first four addresses and the last of a subnet to itself. */
    private static final int FIRST_HOST = 4;

    private final AwsClients clients;
    private final Map<String, Subnet> known = new HashMap<>();
    private final Map<String, Integer> nextHost = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private int turn;

    public Subnets(AwsClients clients) {
        this.clients = clients;
    }

    /** Throws {@code InvalidParameterException} when one of them does not exist. */
    public synchronized void require(List<String> subnetIds) {
        if (subnetIds.isEmpty()) {
            throw EcsErrors.invalidParameter("subnets can not be empty.");
        }
        subnetIds.forEach(this::lookUp);
    }

    /** An address in one of the subnets, which take turns. */
    synchronized PrivateAddress allocate(List<String> subnetIds) {
        Subnet subnet = lookUp(subnetIds.get(turn++ % subnetIds.size()));
        CidrBlock block = CidrBlock.parse(subnet.cidrBlock());
        int hosts = block.size() - 1 - FIRST_HOST;
        for (int tried = 0; tried < hosts; tried++) {
            int host = nextHost.merge(subnet.subnetId(), 1, (next, one) -> (next + one) % hosts);
            String ip = block.address(FIRST_HOST + host);
            if (taken.add(subnet.vpcId() + ip)) {
                return new PrivateAddress(ip, subnet.subnetId(), subnet.vpcId(), subnet.availabilityZone());
            }
        }
        throw EcsErrors.invalidParameter("Subnet %s has no free address.".formatted(subnet.subnetId()));
    }

    synchronized void release(PrivateAddress address) {
        taken.remove(address.vpcId() + address.ip());
    }

    private Subnet lookUp(String subnetId) {
        Subnet subnet = known.get(subnetId);
        if (subnet == null) {
            subnet = ask(subnetId);
            known.put(subnetId, subnet);
        }
        return subnet;
    }

    private Subnet ask(String subnetId) {
        List<Subnet> found;
        try {
            found = clients.ec2()
                    .describeSubnets(request -> request.subnetIds(subnetId))
                    .subnets();
        } catch (AwsServiceException e) {
            throw missing(subnetId, AwsReason.of(e));
        }
        return found.stream()
                .findFirst()
                .orElseThrow(() -> missing(subnetId, "The subnet ID '%s' does not exist".formatted(subnetId)));
    }

    private static RuntimeException missing(String subnetId, String reason) {
        return EcsErrors.invalidParameter(
                "Error retrieving subnet information for [%s]: %s".formatted(subnetId, reason));
    }
}
