package dev.greenroom.localcloud.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Starts database servers. One adapter runs MariaDB from its jar, another a MySQL container. */
public interface DatabaseServers extends AutoCloseable {
    /**
     * Starts a server and returns once it answers to its master user.
     *
     * @throws IOException when it does not come up; the message ends with the last lines of its log
     */
    DatabaseServer start(DatabaseSpec spec) throws IOException, InterruptedException;

    /** Ends every server it started and removes its data. */
    @Override
    void close();

    /**
     * @param name unique in its cloud
     * @param databaseName made at start; empty for none
     * @param port wanted port; the real one may differ where it is taken
     */
    record DatabaseSpec(String name, String databaseName, String masterUsername, String masterPassword, int port) {}

    /** A server that answers. */
    interface DatabaseServer extends AutoCloseable {
        InetSocketAddress address();

        /** For example {@code 11.4.5-MariaDB}. */
        String version();

        boolean isRunning();

        void changeMasterPassword(String password) throws IOException;

        /** Shuts down and removes the data. */
        @Override
        void close();
    }
}
