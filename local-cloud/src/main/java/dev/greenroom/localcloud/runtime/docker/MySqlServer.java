package dev.greenroom.localcloud.runtime.docker;

import dev.greenroom.localcloud.runtime.DatabaseServers.DatabaseServer;
import dev.greenroom.localcloud.runtime.mysql.MasterLogin;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.testcontainers.mysql.MySQLContainer;

/** A server that answered to its master user. */
final class MySqlServer implements DatabaseServer {
    private final MySQLContainer container;
    private final InetSocketAddress address;
    private final String version;
    private final Consumer<MySqlServer> atEnd;
    private MasterLogin login;

    MySqlServer(
            MySQLContainer container,
            InetSocketAddress address,
            String version,
            MasterLogin login,
            Consumer<MySqlServer> atEnd) {
        this.container = container;
        this.address = address;
        this.version = version;
        this.login = login;
        this.atEnd = atEnd;
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
        return container.isRunning();
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
        container.stop();
        atEnd.accept(this);
    }
}
