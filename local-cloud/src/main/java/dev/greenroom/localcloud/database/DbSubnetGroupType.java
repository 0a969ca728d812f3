package dev.greenroom.localcloud.database;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.DbSubnetGroupNotFoundException;

/** AWS::RDS::DBSubnetGroup. */
public final class DbSubnetGroupType implements ResourceType {
    private final RdsClient rds;

    public DbSubnetGroupType(RdsClient rds) {
        this.rds = requireNonNull(rds, "rds is null");
    }

    @Override
    public String name() {
        return "AWS::RDS::DBSubnetGroup";
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        String name = request.properties()
                .text("DBSubnetGroupName")
                .orElseGet(() -> request.generatedName(255))
                .toLowerCase(Locale.ROOT);
        rds.createDBSubnetGroup(create -> create.dbSubnetGroupName(name)
                .dbSubnetGroupDescription(request.properties().requiredText("DBSubnetGroupDescription"))
                .subnetIds(request.properties().texts("SubnetIds"))
                .tags(Rds.tagList(request.tags())));
        request.initiated(name);
        return ResourceState.of(name);
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        DBSubnetGroup group = rds.modifyDBSubnetGroup(modify -> modify.dbSubnetGroupName(current.physicalId())
                        .dbSubnetGroupDescription(request.properties().requiredText("DBSubnetGroupDescription"))
                        .subnetIds(request.properties().texts("SubnetIds")))
                .dbSubnetGroup();
        String arn = group.dbSubnetGroupArn();
        Map<String, String> before =
                Rds.tags(rds.listTagsForResource(list -> list.resourceName(arn)).tagList());
        List<String> gone = before.keySet().stream()
                .filter(key -> !request.tags().containsKey(key))
                .toList();
        rds.removeTagsFromResource(remove -> remove.resourceName(arn).tagKeys(gone));
        rds.addTagsToResource(add -> add.resourceName(arn).tags(Rds.tagList(request.tags())));
        return current;
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        try {
            rds.deleteDBSubnetGroup(delete -> delete.dbSubnetGroupName(current.physicalId()));
        } catch (DbSubnetGroupNotFoundException e) {
            return; // gone already
        }
    }
}
