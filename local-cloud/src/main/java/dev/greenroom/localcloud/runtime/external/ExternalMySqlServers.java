package dev.greenroom.localcloud.runtime.external;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.runtime.DatabaseServers;
import dev.greenroom.localcloud.runtime.mysql.MasterLogin;
import dev.greenroom.localcloud.runtime.mysql.Sql;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * MySQL servers that run already, any number of them behind one host name. Each database takes one to itself, so that it
 * has users, databases and a version of its own, and leaves it empty. Safe for use by many threads.
 */
public final class ExternalMySqlServers implements DatabaseServers {
    private final Place place;
    private final MasterLogin administrator;
    private final Set<ExternalMySqlServer> taken = ConcurrentHashMap.newKeySet();

    /**
     * @param host name of one server or many; resolved at each use
     * @param administrator may do all on each of them; stays, beside the master user
     */
    public ExternalMySqlServers(String host, int port, MasterLogin administrator) {
        this(() -> resolve(host, port), administrator);
    }

    ExternalMySqlServers(Place place, MasterLogin administrator) {
        this.place = requireNonNull(place, "place is null");
        this.administrator = requireNonNull(administrator, "administrator is null");
    }

    /**
     * Looks whether they are there and know the administrator.
     *
     * @return how many there are
     * @throws IOException when they aren't, or don't: which one, and why
     */
    public int check() throws IOException {
        List<InetSocketAddress> addresses = place.addresses();
        for (InetSocketAddress address : addresses) {
            try {
                administrator.version(address, "");
            } catch (SQLException e) {
                throw new IOException(
                        "Tried to use the database server at %s as %s but %s"
                                .formatted(text(address), administrator.user(), e.getMessage()),
                        e);
            }
        }
        return addresses.size();
    }

    @Override
    public DatabaseServer start(DatabaseSpec spec) throws IOException {
        if (spec.masterUsername().equals(administrator.user())) {
            throw failure("the master user can't be called %s, as the server's administrator is"
                    .formatted(administrator.user()));
        }
        try {
            Tenancy tenancy = takeOne();
            try {
                return prepare(tenancy, spec);
            } catch (SQLException e) {
                tenancy.end();
                throw e;
            }
        } catch (SQLException e) {
            throw failure(e.getMessage());
        }
    }

    /** The servers go on running: they aren't ours. */
    @Override
    public void close() {
        List.copyOf(taken).forEach(ExternalMySqlServer::close);
    }

    private ExternalMySqlServer prepare(Tenancy tenancy, DatabaseSpec spec) throws SQLException {
        MasterLogin login = new MasterLogin(spec.masterUsername(), spec.masterPassword());
        String account = Sql.text(login.user()) + "@'%'";
        List<String> statements = new ArrayList<>(List.of(
                "CREATE USER %s IDENTIFIED BY %s".formatted(account, Sql.text(login.password())),
                "GRANT ALL PRIVILEGES ON *.* TO %s WITH GRANT OPTION".formatted(account)));
        if (!spec.databaseName().isEmpty()) {
            statements.add("CREATE DATABASE " + Sql.name(spec.databaseName()));
        }
        administrator.execute(tenancy.address(), statements);
        String version = login.version(tenancy.address(), spec.databaseName());
        var server = new ExternalMySqlServer(tenancy, version, login, taken::remove);
        taken.add(server);
        return server;
    }

    private Tenancy takeOne() throws IOException, SQLException {
        List<InetSocketAddress> addresses = place.addresses();
        for (InetSocketAddress address : addresses) {
            Optional<Tenancy> tenancy = Tenancy.begin(administrator, address);
            if (tenancy.isPresent()) {
                return tenancy.get();
            }
        }
        throw failure("each takes one to itself, and all %d that are there are taken. Delete one, or run more of them"
                .formatted(addresses.size()));
    }

    private static List<InetSocketAddress> resolve(String host, int port) throws IOException {
        try {
            return Stream.of(InetAddress.getAllByName(host))
                    .map(address -> new InetSocketAddress(address, port))
                    .toList();
        } catch (UnknownHostException e) {
            throw new IOException("Tried to find database servers but there is no host " + host, e);
        }
    }

    private static IOException failure(String reason) {
        return new IOException("Tried to start a database server but " + reason);
    }

    static String text(InetSocketAddress address) {
        return "%s:%d".formatted(address.getAddress().getHostAddress(), address.getPort());
    }

    /** Where servers are just now. */
    interface Place {
        List<InetSocketAddress> addresses() throws IOException;
    }
}
