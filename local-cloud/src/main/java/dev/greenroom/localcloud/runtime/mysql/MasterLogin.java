package dev.greenroom.localcloud.runtime.mysql;

import com.mysql.cj.jdbc.Driver;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** The account that owns a server. */
public record MasterLogin(String user, String password) {
    private static final String TIMEOUT_MILLIS = "10000";

    /** MariaDB before 11 says this first, for clients that do not expect a version above 5. */
    private static final String OLD_CLIENTS = "5.5.5-";

    /** Statements that make this the only account, and a database where one is wanted; one a line. */
    public List<String> initialStatements(String databaseName) {
        String account = Sql.text(user) + "@'%'";
        String create = databaseName.isEmpty() ? "" : "CREATE DATABASE %s;".formatted(Sql.name(databaseName));
        return List.of(
                "SET NAMES utf8mb4;",
                "DROP USER IF EXISTS 'root'@'localhost', 'root'@'127.0.0.1', 'root'@'::1';",
                "CREATE USER %s IDENTIFIED BY %s;".formatted(account, Sql.text(password)),
                "GRANT ALL PRIVILEGES ON *.* TO %s WITH GRANT OPTION;".formatted(account),
                create);
    }

    /** Logs in to a database and returns the server's version. */
    public String version(InetSocketAddress address, String databaseName) throws SQLException {
        try (Connection connection = connect(address)) {
            if (!databaseName.isEmpty()) {
                connection.setCatalog(databaseName);
            }
            String version = connection.getMetaData().getDatabaseProductVersion();
            return version.startsWith(OLD_CLIENTS) ? version.substring(OLD_CLIENTS.length()) : version;
        }
    }

    public MasterLogin changePassword(InetSocketAddress address, String newPassword) throws SQLException {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER USER %s@'%%' IDENTIFIED BY %s".formatted(Sql.text(user), Sql.text(newPassword)));
            return new MasterLogin(user, newPassword);
        }
    }

    /** Runs statements one after the other. */
    public void execute(InetSocketAddress address, List<String> statements) throws SQLException {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement()) {
            for (String next : statements) {
                statement.execute(next);
            }
        }
    }

    /** A session of this account, with no database chosen. */
    public Connection connect(InetSocketAddress address) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sslMode", "DISABLED");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("connectTimeout", TIMEOUT_MILLIS);
        properties.setProperty("socketTimeout", TIMEOUT_MILLIS);
        return new Driver()
                .connect(
                        "jdbc:mysql://%s:%d/".formatted(address.getAddress().getHostAddress(), address.getPort()),
                        properties);
    }

    @Override
    public String toString() {
        return "MasterLogin[user=%s]".formatted(user);
    }
}
