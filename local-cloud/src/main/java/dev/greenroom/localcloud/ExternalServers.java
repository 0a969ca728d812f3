package dev.greenroom.localcloud;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * The servers of a local cloud that does not start its own, since it runs in a container and they in others beside it.
 *
 * @param localStack its endpoint; whoever runs it has it name this cloud in its answers, and starts it anew when it ends
 * @param databaseHost host name of MySQL servers, one for each database that there can be
 * @param databasePassword of {@link #DATABASE_ADMINISTRATOR} on each of them
 */
public record ExternalServers(URI localStack, String databaseHost, int databasePort, String databasePassword) {
    /** Who may do all on the database servers. */
    public static final String DATABASE_ADMINISTRATOR = "root";

    public ExternalServers {
        requireNonNull(localStack, "localStack is null");
        requireNonNull(databaseHost, "databaseHost is null");
        requireNonNull(databasePassword, "databasePassword is null");
    }

    @Override
    public String toString() {
        return "ExternalServers[%s, %s:%d]".formatted(localStack, databaseHost, databasePort);
    }
}
