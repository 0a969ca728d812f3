package dev.greenroom.localcloud.runtime.external;

import dev.greenroom.localcloud.runtime.mysql.MasterLogin;
import dev.greenroom.localcloud.runtime.mysql.Sql;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Having a MySQL server to oneself: a session that holds a lock by name, which the server frees when the session ends,
 * however that comes about. A server is emptied when it is taken, since whoever had it before may have crashed.
 */
final class Tenancy {
    private static final Logger LOG = LoggerFactory.getLogger(Tenancy.class);
    private static final int LONGEST_PAUSE_SECONDS = 31_536_000;
    private static final int PATIENCE_SECONDS = 2;
    private static final String SYSTEM_DATABASES = "'mysql', 'sys', 'information_schema', 'performance_schema'";
    private static final String SYSTEM_USERS = "'mysql.sys', 'mysql.session', 'mysql.infoschema', 'event_scheduler'";

    private final MasterLogin administrator;
    private final InetSocketAddress address;
    private final Connection session;

    private Tenancy(MasterLogin administrator, InetSocketAddress address, Connection session) {
        this.administrator = administrator;
        this.address = address;
        this.session = session;
    }

    /** Empty when somebody has the server. */
    static Optional<Tenancy> begin(MasterLogin administrator, InetSocketAddress address) throws SQLException {
        Connection session = administrator.connect(address);
        Tenancy tenancy = new Tenancy(administrator, address, session);
        try {
            if (!tenancy.texts("SELECT GET_LOCK('greenroom', 0)").equals(List.of("1"))) {
                tenancy.abandon();
                return Optional.empty();
            }
            tenancy.execute("SET SESSION wait_timeout = " + LONGEST_PAUSE_SECONDS);
            tenancy.empty();
            return Optional.of(tenancy);
        } catch (SQLException e) {
            tenancy.abandon();
            throw e;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    synchronized boolean lasts() {
        try {
            return session.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    synchronized void end() {
        try (session) {
            empty();
        } catch (SQLException e) {
            LOG.debug("Left the database server at {} as it is: {}", address, e.getMessage());
        }
    }

    /** Leaves the server as it is, to whoever comes next. */
    void abandon() throws SQLException {
        session.close();
    }

    /** First the accounts and their sessions, so that nobody makes anew what is dropped. */
    private void empty() throws SQLException {
        String others = "user NOT IN (%s, %s)".formatted(SYSTEM_USERS, Sql.text(administrator.user()));
        for (String account : texts("SELECT CONCAT(QUOTE(user), '@', QUOTE(host)) FROM mysql.user WHERE " + others)) {
            execute("DROP USER " + account);
        }
        for (String id : texts("SELECT id FROM information_schema.processlist WHERE " + others)) {
            kill(id);
        }
        for (String database : texts("SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT IN (%s)"
                .formatted(SYSTEM_DATABASES))) {
            execute("DROP DATABASE " + Sql.name(database));
        }
    }

    private void kill(String id) {
        try {
            execute("KILL " + id);
        } catch (SQLException e) {
            LOG.debug("Session {} has ended by itself: {}", id, e.getMessage());
        }
    }

    private void execute(String statement) throws SQLException {
        try (Statement executed = session.createStatement()) {
            executed.execute(statement);
        }
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
