package dev.greenroom.service;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The programme, as it stands in the database. Times are kept in UTC. */
@Repository
class Performances {
    private final JdbcClient jdbc;

    Performances(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Performance add(NewPerformance performance) {
        var key = new GeneratedKeyHolder();
        jdbc.sql(PerformanceSql.INSERT.text())
                .param("title", performance.title())
                .param("venue", performance.venue())
                .param("startsAt", LocalDateTime.ofInstant(performance.startsAt(), ZoneOffset.UTC))
                .update(key, "id");
        return find(key.getKeyAs(Number.class).longValue()).orElseThrow();
    }

    Optional<Performance> find(long id) {
        return jdbc.sql(PerformanceSql.FIND.text())
                .param("id", id)
                .query(Performances::read)
                .optional();
    }

    Page<Performance> list(int page, int size) {
        var items = jdbc.sql(PerformanceSql.LIST.text())
                .param("limit", size)
                .param("offset", (long) page * size)
                .query(Performances::read)
                .list();
        var total = jdbc.sql(PerformanceSql.COUNT.text()).query(Long.class).single();
        return new Page<>(items, page, size, total);
    }

    /** Whether there was one to remove. */
    boolean remove(long id) {
        return jdbc.sql(PerformanceSql.DELETE.text()).param("id", id).update() == 1;
    }

    private static Performance read(ResultSet row, int number) throws SQLException {
        return new Performance(
                row.getLong("id"),
                row.getString("title"),
                row.getString("venue"),
                row.getObject("starts_at", LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }
}
