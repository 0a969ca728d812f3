package dev.greenroom.localcloud.runtime.mysql;

import dev.greenroom.localcloud.runtime.DatabaseServers.DatabaseServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;

/** A server that has answered to its master user, whatever it runs in. */
public abstract class AnsweringServer implements DatabaseServer {
    private final InetSocketAddress address;
    private final String version;
    private MasterLogin login;

    protected AnsweringServer(InetSocketAddress address, String version, MasterLogin login) {
        this.address = address;
        this.version = version;
        this.login = login;
    }

    @Override
    public final InetSocketAddress address() {
        return address;
    }

    @Override
    public final String version() {
        return version;
    }

    @Override
    public final synchronized void changeMasterPassword(String password) throws IOException {
        try {
            login = login.changePassword(address, password);
        } catch (SQLException e) {
            throw new IOException(
                    "Tried to change the password of %s at %s but %s".formatted(login.user(), address, e.getMessage()),
                    e);
        }
    }
}
