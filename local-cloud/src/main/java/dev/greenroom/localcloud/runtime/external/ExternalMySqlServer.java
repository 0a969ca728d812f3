package dev.greenroom.localcloud.runtime.external;

import dev.greenroom.localcloud.runtime.DatabaseServers.DatabaseServer;
import dev.greenroom.localcloud.runtime.mysql.MasterLogin;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.function.Consumer;

/** A server that one database has to itself. */
final class ExternalMySqlServer implements DatabaseServer {
    private final Tenancy tenancy;
    private final String version;
    private final Consumer<ExternalMySqlServer> atEnd;
    private MasterLogin login;

    ExternalMySqlServer(Tenancy tenancy, String version, MasterLogin login, Consumer<ExternalMySqlServer> atEnd) {
        this.tenancy = tenancy;
        this.version = version;
        this.login = login;
        this.atEnd = atEnd;
    }

    @Override
    public InetSocketAddress address() {
        return tenancy.address();
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public boolean isRunning() {
        return tenancy.lasts();
    }

    @Override
    public synchronized void changeMasterPassword(String password) throws IOException {
        try {
            login = login.changePassword(address(), password);
        } catch (SQLException e) {
            throw new IOException(
                    "Tried to change the password of %s at %s but %s"
                            .formatted(login.user(), ExternalMySqlServers.text(address()), e.getMessage()),
                    e);
        }
    }

    /** Empties the server and gives it back. */
    @Override
    public void close() {
        tenancy.end();
        atEnd.accept(this);
    }
}
