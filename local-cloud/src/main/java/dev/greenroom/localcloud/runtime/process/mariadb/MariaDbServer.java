package dev.greenroom.localcloud.runtime.process.mariadb;

import dev.greenroom.localcloud.runtime.DatabaseServers.DatabaseServer;
import dev.greenroom.localcloud.runtime.mysql.MasterLogin;
import dev.greenroom.localcloud.runtime.process.ChildProcess;
import dev.greenroom.localcloud.runtime.process.FileTrees;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that answered to its master user. */
final class MariaDbServer implements DatabaseServer {
    private static final Logger LOG = LoggerFactory.getLogger(MariaDbServer.class);

    private final ChildProcess child;
    private final Path folder;
    private final InetSocketAddress address;
    private final String version;
    private MasterLogin login;

    MariaDbServer(ChildProcess child, Path folder, InetSocketAddress address, String version, MasterLogin login) {
        this.child = child;
        this.folder = folder;
        this.address = address;
        this.version = version;
        this.login = login;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public boolean isRunning() {
        return child.isAlive();
    }

    @Override
    public synchronized void changeMasterPassword(String password) throws IOException {
        try {
            login = login.changePassword(address, password);
        } catch (SQLException e) {
            throw new IOException(
                    "Tried to change the password of %s at %s but %s".formatted(login.user(), address, e.getMessage()),
                    e);
        }
    }

    /** The data go too, so the server need not be asked to write them. */
    @Override
    public void close() {
        child.kill();
        child.exit().join();
        try {
            FileTrees.delete(folder);
        } catch (IOException e) {
            LOG.warn("Tried to remove the data of a database in {} but failed", folder, e);
        }
    }
}
