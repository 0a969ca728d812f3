package dev.greenroom.localcloud.database;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.runtime.DatabaseServers.DatabaseServer;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Endpoint;

/** A database instance: what RDS says of it, and the server behind it once there is one. Locks itself. */
final class Instance {
    private final Map<String, String> tags = new TreeMap<>();
    private DBInstance description;
    private Optional<DatabaseServer> server = Optional.empty();
    private boolean isDeleted;

    Instance(DBInstance description) {
        this.description = requireNonNull(description, "description is null");
    }

    /** As RDS describes it now: a server that died shows as {@code failed}. */
    synchronized DBInstance description() {
        boolean died = server.filter(running -> !running.isRunning()).isPresent();
        return died && !isDeleted
                ? description.toBuilder().dbInstanceStatus("failed").build()
                : description;
    }

    synchronized String status() {
        return description().dbInstanceStatus();
    }

    synchronized void change(UnaryOperator<DBInstance> change) {
        description = change.apply(description);
    }

    synchronized Optional<DatabaseServer> server() {
        return server;
    }

    /** @return false when the instance was deleted meanwhile, so that the server is not wanted any more */
    synchronized boolean available(DatabaseServer started) {
        if (isDeleted) {
            return false;
        }
        InetSocketAddress address = started.address();
        server = Optional.of(started);
        description = description.toBuilder()
                .dbInstanceStatus("available")
                .endpoint(Endpoint.builder()
                        .address(address.getAddress().getHostAddress())
                        .port(address.getPort())
                        .build())
                .build();
        return true;
    }

    synchronized void failed() {
        description = description.toBuilder().dbInstanceStatus("failed").build();
    }

    /** @return the server to close */
    synchronized Optional<DatabaseServer> delete() {
        isDeleted = true;
        description = description.toBuilder().dbInstanceStatus("deleting").build();
        return server;
    }

    synchronized Map<String, String> tags() {
        return Map.copyOf(tags);
    }

    synchronized void changeTags(UnaryOperator<Map<String, String>> change) {
        Map<String, String> changed = change.apply(new TreeMap<>(tags));
        tags.clear();
        tags.putAll(changed);
    }
}
