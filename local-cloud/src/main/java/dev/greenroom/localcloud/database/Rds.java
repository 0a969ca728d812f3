package dev.greenroom.localcloud.database;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.runtime.DatabaseServers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.rds.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.CreateDbSubnetGroupRequest;
import software.amazon.awssdk.services.rds.model.CreateDbSubnetGroupResponse;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.DeleteDbSubnetGroupRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbSubnetGroupResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbSubnetGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSubnetGroupsResponse;
import software.amazon.awssdk.services.rds.model.DescribeEventsRequest;
import software.amazon.awssdk.services.rds.model.DescribeEventsResponse;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.ModifyDbSubnetGroupRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbSubnetGroupResponse;
import software.amazon.awssdk.services.rds.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.rds.model.RemoveTagsFromResourceResponse;
import software.amazon.awssdk.services.rds.model.Tag;

/** RDS in one region: MySQL instances that are real servers of {@link DatabaseServers}. */
public final class Rds implements RdsClient {
    private final SubnetGroups subnetGroups;
    private final Instances instances;

    public Rds(AwsScope scope, AwsClients clients, DatabaseServers servers, Clock clock) {
        requireNonNull(scope, "scope is null");
        this.subnetGroups = new SubnetGroups(scope, clients);
        this.instances = new Instances(scope, clients, servers, subnetGroups, clock);
    }

    @Override
    public CreateDbInstanceResponse createDBInstance(CreateDbInstanceRequest request) {
        return CreateDbInstanceResponse.builder()
                .dbInstance(instances.create(request))
                .build();
    }

    @Override
    public DescribeDbInstancesResponse describeDBInstances(DescribeDbInstancesRequest request) {
        return DescribeDbInstancesResponse.builder()
                .dbInstances(
                        request.dbInstanceIdentifier() == null
                                ? instances.all().stream()
                                        .map(Instance::description)
                                        .toList()
                                : List.of(instances
                                        .find(request.dbInstanceIdentifier())
                                        .description()))
                .build();
    }

    @Override
    public ModifyDbInstanceResponse modifyDBInstance(ModifyDbInstanceRequest request) {
        return ModifyDbInstanceResponse.builder()
                .dbInstance(instances.modify(request))
                .build();
    }

    @Override
    public DeleteDbInstanceResponse deleteDBInstance(DeleteDbInstanceRequest request) {
        return DeleteDbInstanceResponse.builder()
                .dbInstance(instances.delete(request))
                .build();
    }

    @Override
    public DescribeEventsResponse describeEvents(DescribeEventsRequest request) {
        return DescribeEventsResponse.builder()
                .events(instances.events(request.sourceIdentifier()))
                .build();
    }

    @Override
    public CreateDbSubnetGroupResponse createDBSubnetGroup(CreateDbSubnetGroupRequest request) {
        return CreateDbSubnetGroupResponse.builder()
                .dbSubnetGroup(subnetGroups.create(request, tags(request.tags())))
                .build();
    }

    @Override
    public DescribeDbSubnetGroupsResponse describeDBSubnetGroups(DescribeDbSubnetGroupsRequest request) {
        return DescribeDbSubnetGroupsResponse.builder()
                .dbSubnetGroups(
                        request.dbSubnetGroupName() == null
                                ? subnetGroups.all()
                                : List.of(subnetGroups.find(request.dbSubnetGroupName())))
                .build();
    }

    @Override
    public ModifyDbSubnetGroupResponse modifyDBSubnetGroup(ModifyDbSubnetGroupRequest request) {
        return ModifyDbSubnetGroupResponse.builder()
                .dbSubnetGroup(subnetGroups.modify(request))
                .build();
    }

    @Override
    public DeleteDbSubnetGroupResponse deleteDBSubnetGroup(DeleteDbSubnetGroupRequest request) {
        if (instances.use(request.dbSubnetGroupName())) {
            throw RdsErrors.subnetGroupInUse(request.dbSubnetGroupName());
        }
        subnetGroups.delete(request.dbSubnetGroupName());
        return DeleteDbSubnetGroupResponse.builder().build();
    }

    @Override
    public AddTagsToResourceResponse addTagsToResource(AddTagsToResourceRequest request) {
        changeTags(request.resourceName(), tags -> {
            tags.putAll(tags(request.tags()));
            return tags;
        });
        return AddTagsToResourceResponse.builder().build();
    }

    @Override
    public RemoveTagsFromResourceResponse removeTagsFromResource(RemoveTagsFromResourceRequest request) {
        changeTags(request.resourceName(), tags -> {
            tags.keySet().removeAll(request.tagKeys());
            return tags;
        });
        return RemoveTagsFromResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        String name = nameIn(request.resourceName());
        Map<String, String> tags = isSubnetGroup(request.resourceName())
                ? subnetGroups.tags(name)
                : instances.find(name).tags();
        return ListTagsForResourceResponse.builder().tagList(tagList(tags)).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Ends what starts; the servers themselves belong to the runtime. */
    @Override
    public void close() {
        instances.close();
    }

    static Map<String, String> tags(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value, (first, second) -> second, TreeMap::new));
    }

    static List<Tag> tagList(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private void changeTags(String arn, UnaryOperator<Map<String, String>> change) {
        if (isSubnetGroup(arn)) {
            subnetGroups.changeTags(nameIn(arn), change);
        } else {
            Instance instance = instances.find(nameIn(arn));
            instance.changeTags(change);
            instance.change(description ->
                    description.toBuilder().tagList(tagList(instance.tags())).build());
        }
    }

    private static boolean isSubnetGroup(String arn) {
        return arn.contains(":subgrp:");
    }

    private static String nameIn(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
