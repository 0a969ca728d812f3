package dev.greenroom.localcloud.database;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.runtime.DatabaseServers;
import dev.greenroom.localcloud.runtime.DatabaseServers.DatabaseServer;
import dev.greenroom.localcloud.runtime.DatabaseServers.DatabaseSpec;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.SourceType;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** The database instances of a region, by lower-case identifier. Safe for use by many threads. */
final class Instances implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Instances.class);
    private static final int MYSQL_PORT = 3306;
    private static final int MAX_EVENTS = 1000;
    private static final Set<String> ENGINES = Set.of("mysql", "mariadb");

    private final AwsScope scope;
    private final AwsClients clients;
    private final DatabaseServers servers;
    private final SubnetGroups subnetGroups;
    private final Clock clock;
    private final Map<String, Instance> instances = new ConcurrentHashMap<>();
    private final Set<Thread> starting = ConcurrentHashMap.newKeySet();
    /** Oldest first; guarded by itself. */
    private final Deque<Event> events = new ArrayDeque<>();

    Instances(AwsScope scope, AwsClients clients, DatabaseServers servers, SubnetGroups subnetGroups, Clock clock) {
        this.scope = scope;
        this.clients = clients;
        this.servers = servers;
        this.subnetGroups = subnetGroups;
        this.clock = clock;
    }

    DBInstance create(CreateDbInstanceRequest request) {
        String id = request.dbInstanceIdentifier().toLowerCase(Locale.ROOT);
        refuseWhatIsNotEmulated(request);
        boolean managed = Boolean.TRUE.equals(request.manageMasterUserPassword());
        MasterPassword.requireOne(request.masterUserPassword(), managed);
        Instance instance = new Instance(described(id, request));
        instance.changeTags(none -> Rds.tags(request.tags()));
        if (instances.putIfAbsent(id, instance) != null) {
            throw RdsErrors.instanceAlreadyExists();
        }
        String password = managed ? managedPassword(instance, request.masterUsername()) : request.masterUserPassword();
        DatabaseSpec spec = new DatabaseSpec(
                id,
                Objects.requireNonNullElse(request.dbName(), ""),
                request.masterUsername(),
                password,
                Objects.requireNonNullElse(request.port(), MYSQL_PORT));
        startInBackground(id, instance, spec);
        return instance.description();
    }

    Instance find(String id) {
        return Optional.ofNullable(instances.get(id.toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> RdsErrors.instanceNotFound(id));
    }

    Collection<Instance> all() {
        return instances.values();
    }

    boolean use(String subnetGroup) {
        return instances.values().stream()
                .map(instance -> instance.description().dbSubnetGroup())
                .anyMatch(group -> group != null && group.dbSubnetGroupName().equalsIgnoreCase(subnetGroup));
    }

    DBInstance modify(ModifyDbInstanceRequest request) {
        Instance instance = find(request.dbInstanceIdentifier());
        if (!instance.status().equals("available")) {
            throw RdsErrors.invalidInstanceState(request.dbInstanceIdentifier(), instance.status());
        }
        if (request.masterUserPassword() != null) {
            MasterPassword.requireOne(request.masterUserPassword(), false);
            changePassword(instance, request.masterUserPassword());
        }
        instance.change(current -> modified(current, request));
        event(request.dbInstanceIdentifier(), "Finished applying modification");
        return instance.description();
    }

    DBInstance delete(DeleteDbInstanceRequest request) {
        Instance instance = find(request.dbInstanceIdentifier());
        if (Boolean.TRUE.equals(instance.description().deletionProtection())) {
            throw RdsErrors.invalidCombination(
                    "Cannot delete protected DB Instance, please disable deletion protection and try again.");
        }
        if (!Boolean.TRUE.equals(request.skipFinalSnapshot())) {
            throw RdsErrors.invalidCombination(
                    request.finalDBSnapshotIdentifier() == null
                            ? "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified."
                            : "Snapshots are not emulated by the local cloud: specify SkipFinalSnapshot");
        }
        instance.delete().ifPresent(DatabaseServer::close);
        Optional.ofNullable(instance.description().masterUserSecret()).ifPresent(secret -> clients.secretsManager()
                .deleteSecret(delete -> delete.secretId(secret.secretArn()).forceDeleteWithoutRecovery(true)));
        instances.values().remove(instance);
        event(request.dbInstanceIdentifier(), "DB instance deleted");
        return instance.description();
    }

    /** @param id of the instance; null for all */
    List<Event> events(String id) {
        synchronized (events) {
            return events.stream()
                    .filter(event -> id == null || event.sourceIdentifier().equalsIgnoreCase(id))
                    .toList();
        }
    }

    @Override
    public void close() {
        starting.forEach(Thread::interrupt);
    }

    private static void refuseWhatIsNotEmulated(CreateDbInstanceRequest request) {
        String engine = request.engine().toLowerCase(Locale.ROOT);
        if (!ENGINES.contains(engine)) {
            throw RdsErrors.invalidValue(
                    "Invalid DB engine: %s. The local cloud runs %s.".formatted(request.engine(), "mysql and mariadb"));
        }
        if (request.dbClusterIdentifier() != null) {
            throw RdsErrors.invalidCombination("DB clusters are not emulated by the local cloud");
        }
        if (request.dbParameterGroupName() != null
                && !request.dbParameterGroupName().startsWith("default.")) {
            throw RdsErrors.invalidCombination("DB parameter groups are not emulated by the local cloud: leave out"
                    + " DBParameterGroupName " + request.dbParameterGroupName());
        }
    }

    private DBInstance described(String id, CreateDbInstanceRequest request) {
        var description = DBInstance.builder()
                .dbInstanceIdentifier(id)
                .dbInstanceArn(scope.arn("rds", "db:" + id))
                .dbiResourceId("db-"
                        + UUID.randomUUID()
                                .toString()
                                .replace("-", "")
                                .substring(0, 26)
                                .toUpperCase(Locale.ROOT))
                .dbInstanceStatus("creating")
                .dbInstanceClass(request.dbInstanceClass())
                .engine(request.engine().toLowerCase(Locale.ROOT))
                .engineVersion(Objects.requireNonNullElse(request.engineVersion(), "8.4"))
                .masterUsername(request.masterUsername())
                .dbName(request.dbName())
                .allocatedStorage(request.allocatedStorage())
                .storageType(Objects.requireNonNullElse(request.storageType(), "gp2"))
                .storageEncrypted(Boolean.TRUE.equals(request.storageEncrypted()))
                .multiAZ(Boolean.TRUE.equals(request.multiAZ()))
                .publiclyAccessible(Boolean.TRUE.equals(request.publiclyAccessible()))
                .deletionProtection(Boolean.TRUE.equals(request.deletionProtection()))
                .autoMinorVersionUpgrade(!Boolean.FALSE.equals(request.autoMinorVersionUpgrade()))
                .backupRetentionPeriod(Objects.requireNonNullElse(request.backupRetentionPeriod(), 1))
                .copyTagsToSnapshot(Boolean.TRUE.equals(request.copyTagsToSnapshot()))
                .instanceCreateTime(clock.instant())
                .tagList(request.tags())
                .vpcSecurityGroups(request.vpcSecurityGroupIds().stream()
                        .map(group -> VpcSecurityGroupMembership.builder()
                                .vpcSecurityGroupId(group)
                                .status("active")
                                .build())
                        .toList());
        if (request.dbSubnetGroupName() != null) {
            description.dbSubnetGroup(subnetGroups.find(request.dbSubnetGroupName()));
        }
        return description.build();
    }

    private static DBInstance modified(DBInstance current, ModifyDbInstanceRequest request) {
        var changed = current.toBuilder();
        Optional.ofNullable(request.dbInstanceClass()).ifPresent(changed::dbInstanceClass);
        Optional.ofNullable(request.allocatedStorage()).ifPresent(changed::allocatedStorage);
        Optional.ofNullable(request.storageType()).ifPresent(changed::storageType);
        Optional.ofNullable(request.engineVersion()).ifPresent(changed::engineVersion);
        Optional.ofNullable(request.multiAZ()).ifPresent(changed::multiAZ);
        Optional.ofNullable(request.publiclyAccessible()).ifPresent(changed::publiclyAccessible);
        Optional.ofNullable(request.deletionProtection()).ifPresent(changed::deletionProtection);
        Optional.ofNullable(request.autoMinorVersionUpgrade()).ifPresent(changed::autoMinorVersionUpgrade);
        Optional.ofNullable(request.backupRetentionPeriod()).ifPresent(changed::backupRetentionPeriod);
        Optional.ofNullable(request.copyTagsToSnapshot()).ifPresent(changed::copyTagsToSnapshot);
        if (request.hasVpcSecurityGroupIds()) {
            changed.vpcSecurityGroups(request.vpcSecurityGroupIds().stream()
                    .map(group -> VpcSecurityGroupMembership.builder()
                            .vpcSecurityGroupId(group)
                            .status("active")
                            .build())
                    .toList());
        }
        return changed.build();
    }

    private static void changePassword(Instance instance, String password) {
        try {
            instance.server().orElseThrow().changeMasterPassword(password);
        } catch (IOException e) {
            throw RdsErrors.invalidValue("The master password could not be changed: " + e.getMessage());
        }
    }

    private String managedPassword(Instance instance, String username) {
        String password = MasterPassword.generate();
        String secretArn = clients.secretsManager()
                .createSecret(create -> create.name("rds!db-" + UUID.randomUUID())
                        .description("The secret associated with the primary RDS DB instance: "
                                + instance.description().dbInstanceArn())
                        .secretString("{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password)))
                .arn();
        instance.change(current -> current.toBuilder()
                .masterUserSecret(MasterUserSecret.builder()
                        .secretArn(secretArn)
                        .secretStatus("active")
                        .build())
                .build());
        return password;
    }

    private void startInBackground(String id, Instance instance, DatabaseSpec spec) {
        Thread thread = new Thread(() -> start(id, instance, spec), "rds-start-" + id);
        starting.add(thread);
        thread.start();
    }

    private void start(String id, Instance instance, DatabaseSpec spec) {
        try {
            DatabaseServer server = servers.start(spec);
            if (instance.available(server)) {
                event(id, "DB instance created");
            } else {
                server.close();
            }
        } catch (IOException e) {
            LOG.warn("Database {} did not come up", id, e);
            instance.failed();
            event(id, "The DB instance did not come up: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            instance.failed();
        } finally {
            starting.remove(Thread.currentThread());
        }
    }

    private void event(String id, String message) {
        synchronized (events) {
            events.addLast(Event.builder()
                    .sourceIdentifier(id.toLowerCase(Locale.ROOT))
                    .sourceType(SourceType.DB_INSTANCE)
                    .sourceArn(scope.arn("rds", "db:" + id.toLowerCase(Locale.ROOT)))
                    .message(message)
                    .date(clock.instant())
                    .build());
            if (events.size() > MAX_EVENTS) {
                events.removeFirst();
            }
        }
    }
}
