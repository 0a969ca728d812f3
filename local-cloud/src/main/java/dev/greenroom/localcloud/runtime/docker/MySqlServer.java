package dev.greenroom.localcloud.runtime.docker;

import dev.greenroom.localcloud.runtime.mysql.AnsweringServer;
import dev.greenroom.localcloud.runtime.mysql.MasterLogin;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.testcontainers.mysql.MySQLContainer;

/** A server in a container. */
final class MySqlServer extends AnsweringServer {
    private final MySQLContainer container;
    private final Consumer<MySqlServer> atEnd;

    MySqlServer(
            MySQLContainer container,
            InetSocketAddress address,
            String version,
            MasterLogin login,
            Consumer<MySqlServer> atEnd) {
        super(address, version, login);
        this.container = container;
        this.atEnd = atEnd;
    }

    @Override
    public boolean isRunning() {
        return container.isRunning();
    }

    /** The data go too, so the server need not be asked to write them. */
    @Override
    public void close() {
        container.stop();
        atEnd.accept(this);
    }
}
