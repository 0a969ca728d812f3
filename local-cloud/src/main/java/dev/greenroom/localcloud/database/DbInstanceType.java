package dev.greenroom.localcloud.database;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceFailedException;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;

/** AWS::RDS::DBInstance. Complete when the server answers. */
public final class DbInstanceType implements ResourceType {
    private static final long POLL_MILLIS = 50;

    private final RdsClient rds;

    public DbInstanceType(RdsClient rds) {
        this.rds = requireNonNull(rds, "rds is null");
    }

    @Override
    public String name() {
        return "AWS::RDS::DBInstance";
    }

    @Override
    public ResourceState create(ResourceRequest request) throws InterruptedException {
        String id = request.properties()
                .text("DBInstanceIdentifier")
                .orElseGet(() -> request.generatedName(63))
                .toLowerCase(Locale.ROOT);
        rds.createDBInstance(withoutTags(request.properties())
                .to(CreateDbInstanceRequest.builder())
                .dbInstanceIdentifier(id)
                .vpcSecurityGroupIds(request.properties().texts("VPCSecurityGroups"))
                .tags(Rds.tagList(request.tags()))
                .build());
        request.initiated(id);
        return state(awaitAvailable(id));
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) throws InterruptedException {
        String id = current.physicalId();
        boolean newPassword = !request.properties()
                .text("MasterUserPassword")
                .equals(request.previousProperties().text("MasterUserPassword"));
        Properties changes =
                newPassword ? request.properties() : request.properties().without("MasterUserPassword");
        DBInstance before = describe(id);
        rds.modifyDBInstance(withoutTags(changes)
                .to(ModifyDbInstanceRequest.builder())
                .dbInstanceIdentifier(id)
                .vpcSecurityGroupIds(request.properties().texts("VPCSecurityGroups"))
                .applyImmediately(true)
                .build());
        String arn = before.dbInstanceArn();
        Tags.change(
                Rds.tags(before.tagList()),
                request.tags(),
                gone -> rds.removeTagsFromResource(
                        remove -> remove.resourceName(arn).tagKeys(gone)),
                changed -> rds.addTagsToResource(add -> add.resourceName(arn).tags(Rds.tagList(changed))));
        return state(awaitAvailable(id));
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        try {
            rds.deleteDBInstance(
                    delete -> delete.dbInstanceIdentifier(current.physicalId()).skipFinalSnapshot(true));
        } catch (DbInstanceNotFoundException e) {
            return; // gone already
        }
    }

    private static Properties withoutTags(Properties properties) {
        return properties.without("Tags", "VPCSecurityGroups");
    }

    private DBInstance awaitAvailable(String id) throws InterruptedException {
        DBInstance instance = describe(id);
        while (!instance.dbInstanceStatus().equals("available")) {
            if (instance.dbInstanceStatus().equals("failed")) {
                List<Event> events =
                        rds.describeEvents(of -> of.sourceIdentifier(id)).events();
                throw new ResourceFailedException(
                        "NotStabilized",
                        "DB Instance %s is in state: failed. %s"
                                .formatted(
                                        id,
                                        events.isEmpty()
                                                ? ""
                                                : events.get(events.size() - 1).message()));
            }
            Thread.sleep(POLL_MILLIS);
            instance = describe(id);
        }
        return instance;
    }

    private DBInstance describe(String id) {
        return rds.describeDBInstances(of -> of.dbInstanceIdentifier(id))
                .dbInstances()
                .get(0);
    }

    private static ResourceState state(DBInstance instance) {
        var attributes = new HashMap<String, Object>();
        attributes.put("Endpoint.Address", instance.endpoint().address());
        attributes.put("Endpoint.Port", String.valueOf(instance.endpoint().port()));
        attributes.put("DBInstanceArn", instance.dbInstanceArn());
        attributes.put("DbiResourceId", instance.dbiResourceId());
        if (instance.masterUserSecret() != null) {
            attributes.put(
                    "MasterUserSecret.SecretArn", instance.masterUserSecret().secretArn());
        }
        return new ResourceState(instance.dbInstanceIdentifier(), attributes);
    }
}
