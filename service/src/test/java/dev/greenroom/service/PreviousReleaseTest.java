package dev.greenroom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** While two releases share a database, and after a rollback, the previous one works on the schema of this one. */
final class PreviousReleaseTest {
    private static final Map<String, Object> VALUES =
            Map.of("title", "Hamlet", "startsAt", LocalDateTime.parse("2027-03-01T19:30"), "limit", 20, "offset", 0);

    private static JdbcClient jdbc;
    private static Performances thisRelease;

    private final Map<String, String> previous = RecordedStatements.of("previous");

    @BeforeAll
    static void migrate_to_the_newest_schema() {
        var database = TestDatabase.create().dataSource();
        Flyway.configure().dataSource(database).load().migrate();
        jdbc = JdbcClient.create(database);
        thisRelease = new Performances(jdbc);
    }

    @Test
    void can_still_send_every_statement() {
        assertThat(previous).isNotEmpty();
        previous.forEach((name, statement) ->
                assertThat(send(statement, 1)).as("%s: %s", name, statement).isNotNegative());
    }

    @Test
    void reads_and_deletes_what_this_release_wrote() {
        var added = thisRelease.add(new NewPerformance("Faust", "Main stage", Instant.parse("2027-03-02T19:30:00Z")));

        var read =
                jdbc.sql(previous.get("FIND")).param("id", added.id()).query().singleRow();
        assertThat(read).containsEntry("title", "Faust").containsOnlyKeys("id", "title", "starts_at");
        assertThat(send(previous.get("DELETE"), added.id())).isEqualTo(1);
    }

    @Test
    void writes_what_this_release_can_read() {
        send(previous.get("INSERT"), 0);

        assertThat(thisRelease.list(0, 20).items()).anySatisfy(performance -> {
            assertThat(performance.title()).isEqualTo("Hamlet");
            assertThat(performance.venue()).isNull();
        });
    }

    @Test
    void will_find_the_statements_of_this_release_on_record() {
        var sent = Arrays.stream(PerformanceSql.values()).collect(Collectors.toMap(Enum::name, PerformanceSql::text));

        assertThat(RecordedStatements.of("current"))
                .as("src/test/resources/releases/current.sql")
                .isEqualTo(sent);
    }

    private static int send(String statement, long id) {
        var prepared = jdbc.sql(statement).params(VALUES).param("id", id);
        return statement.startsWith("select") ? prepared.query().listOfRows().size() : prepared.update();
    }
}
