package dev.greenroom.localcloud.database;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.Locale;
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
        Tags.change(
                Rds.tags(rds.listTagsForResource(list -> list.resourceName(arn)).tagList()),
                request.tags(),
                gone -> rds.removeTagsFromResource(
                        remove -> remove.resourceName(arn).tagKeys(gone)),
                changed -> rds.addTagsToResource(add -> add.resourceName(arn).tags(Rds.tagList(changed))));
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
