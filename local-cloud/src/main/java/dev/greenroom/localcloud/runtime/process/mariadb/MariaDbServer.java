package dev.greenroom.localcloud.runtime.process.mariadb;

import dev.greenroom.localcloud.runtime.mysql.AnsweringServer;
import dev.greenroom.localcloud.runtime.mysql.MasterLogin;
import dev.greenroom.localcloud.runtime.process.ChildProcess;
import dev.greenroom.localcloud.runtime.process.FileTrees;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that is a child process, with a folder of its own. */
final class MariaDbServer extends AnsweringServer {
    private static final Logger LOG = LoggerFactory.getLogger(MariaDbServer.class);

    private final ChildProcess child;
    private final Path folder;

    MariaDbServer(ChildProcess child, Path folder, InetSocketAddress address, String version, MasterLogin login) {
        super(address, version, login);
        this.child = child;
        this.folder = folder;
    }

    @Override
    public boolean isRunning() {
        return child.isAlive();
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
