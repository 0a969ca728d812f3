package dev.greenroom.service;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
final class ReleaseControllerTest {
    private final RestTestClient client;

    ReleaseControllerTest(@LocalServerPort int port) {
        this.client = RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build();
    }

    @Test
    void says_which_release_answers_and_where_it_runs() {
        client.get().uri("/").exchange().expectStatus().isOk().expectBody().json("""
                        {"version": "1.4.2", "commit": "0a1b2c3", "slot": "b", "environment": "test"}""");
    }

    @Test
    void says_with_every_answer_which_release_gave_it() {
        for (var path : new String[] {"/", "/performances", "/no-such-page"}) {
            client.get().uri(path).exchange().expectHeader().valueEquals("Server", "greenroom-service/1.4.2");
        }
    }

    @Test
    void tells_the_load_balancer_that_it_lives_and_is_ready() {
        for (var probe : new String[] {"liveness", "readiness"}) {
            client.get()
                    .uri("/actuator/health/" + probe)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo("UP");
        }
    }

    @Test
    void shows_no_other_endpoint_of_its_inside() {
        for (var endpoint : new String[] {"env", "beans", "heapdump", "loggers", "shutdown"}) {
            client.get().uri("/actuator/" + endpoint).exchange().expectStatus().isNotFound();
        }
    }
}
