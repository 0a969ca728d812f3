package dev.greenroom.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;

@Tag("development") // no part of a release, so its build leaves this out
final class TestServiceApplicationTest {
    @Test
    void brings_a_database_that_ends_with_it() {
        OwnDatabase database;
        try (var service = TestServiceApplication.start("--server.port=0")) {
            database = service.getBean(OwnDatabase.class);

            assertThat(statusOf(service, "/performances")).isEqualTo(HttpStatus.OK);
            assertThat(database.folder()).isNotEmptyDirectory();
        }
        assertThat(database.folder()).doesNotExist();
    }

    @Test
    void uses_the_database_that_is_configured() {
        var configured = TestDatabase.create();
        try (var service = TestServiceApplication.start(
                "--server.port=0",
                "--spring.datasource.url=" + configured.url(),
                "--spring.datasource.username=root")) {
            assertThat(service.getBeansOfType(OwnDatabase.class)).isEmpty();
            assertThat(statusOf(service, "/performances")).isEqualTo(HttpStatus.OK);
        }
        assertThat(JdbcClient.create(configured.dataSource())
                        .sql("select count(*) from performance")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static Object statusOf(ConfigurableApplicationContext service, String path) {
        var server = ((WebServerApplicationContext) service).getWebServer();
        return RestClient.create("http://127.0.0.1:" + server.getPort())
                .get()
                .uri(path)
                .retrieve()
                .toBodilessEntity()
                .getStatusCode();
    }
}
