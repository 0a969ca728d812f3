package dev.greenroom.localcloud.database;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.rds.model.AvailabilityZone;
import software.amazon.awssdk.services.rds.model.CreateDbSubnetGroupRequest;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.ModifyDbSubnetGroupRequest;
import software.amazon.awssdk.services.rds.model.Subnet;

/** The DB subnet groups of a region, by lower-case name. Safe for use by many threads. */
final class SubnetGroups {
    private final AwsScope scope;
    private final AwsClients clients;
    private final Map<String, DBSubnetGroup> groups = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> tags = new ConcurrentHashMap<>();

    SubnetGroups(AwsScope scope, AwsClients clients) {
        this.scope = scope;
        this.clients = clients;
    }

    DBSubnetGroup create(CreateDbSubnetGroupRequest request, Map<String, String> tagsOfGroup) {
        String name = request.dbSubnetGroupName().toLowerCase(Locale.ROOT);
        DBSubnetGroup group = describe(name, request.dbSubnetGroupDescription(), request.subnetIds());
        if (groups.putIfAbsent(name, group) != null) {
            throw RdsErrors.subnetGroupAlreadyExists(name);
        }
        tags.put(name, Map.copyOf(tagsOfGroup));
        return group;
    }

    DBSubnetGroup find(String name) {
        return Optional.ofNullable(groups.get(name.toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> RdsErrors.subnetGroupNotFound(name));
    }

    List<DBSubnetGroup> all() {
        return List.copyOf(groups.values());
    }

    DBSubnetGroup modify(ModifyDbSubnetGroupRequest request) {
        DBSubnetGroup current = find(request.dbSubnetGroupName());
        String description =
                Optional.ofNullable(request.dbSubnetGroupDescription()).orElse(current.dbSubnetGroupDescription());
        DBSubnetGroup changed = describe(current.dbSubnetGroupName(), description, request.subnetIds());
        groups.put(current.dbSubnetGroupName(), changed);
        return changed;
    }

    void delete(String name) {
        groups.remove(find(name).dbSubnetGroupName());
        tags.remove(name.toLowerCase(Locale.ROOT));
    }

    Map<String, String> tags(String name) {
        return tags.getOrDefault(find(name).dbSubnetGroupName(), Map.of());
    }

    void changeTags(String name, UnaryOperator<Map<String, String>> change) {
        tags.compute(
                find(name).dbSubnetGroupName(),
                (key, current) -> change.apply(new TreeMap<>(current == null ? Map.of() : current)));
    }

    private DBSubnetGroup describe(String name, String description, List<String> subnetIds) {
        var found = clients.ec2()
                .describeSubnets(subnets -> subnets.subnetIds(subnetIds))
                .subnets();
        if (found.stream()
                        .map(software.amazon.awssdk.services.ec2.model.Subnet::availabilityZone)
                        .distinct()
                        .count()
                < 2) {
            throw RdsErrors.tooFewZones();
        }
        return DBSubnetGroup.builder()
                .dbSubnetGroupName(name)
                .dbSubnetGroupDescription(description)
                .dbSubnetGroupArn(scope.arn("rds", "subgrp:" + name))
                .subnetGroupStatus("Complete")
                .vpcId(found.get(0).vpcId())
                .subnets(found.stream()
                        .map(subnet -> Subnet.builder()
                                .subnetIdentifier(subnet.subnetId())
                                .subnetStatus("Active")
                                .subnetAvailabilityZone(AvailabilityZone.builder()
                                        .name(subnet.availabilityZone())
                                        .build())
                                .build())
                        .toList())
                .build();
    }
}
