package dev.greenroom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
final class PerformanceControllerTest {
    private final RestTestClient client;
    private final JdbcClient jdbc;

    PerformanceControllerTest(@LocalServerPort int port, @Autowired JdbcClient jdbc) {
        this.client = RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build();
        this.jdbc = jdbc;
    }

    @BeforeEach
    void empty_the_programme() {
        jdbc.sql("delete from performance").update();
    }

    @Test
    void creates_a_performance_and_says_where_it_is() {
        var location = create("Hamlet", "Main stage", "2027-03-01T19:30:00Z");

        assertThat(location).matches("/performances/\\d+");
        client.get()
                .uri(location)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.title")
                .isEqualTo("Hamlet")
                .jsonPath("$.venue")
                .isEqualTo("Main stage")
                .jsonPath("$.startsAt")
                .isEqualTo("2027-03-01T19:30:00Z");
    }

    @Test
    void keeps_every_letter_of_a_title() {
        var location = create("Le Malade imaginaire – «Ça va» 🎭", "Große Bühne", "2027-03-01T19:30:00Z");

        client.get()
                .uri(location)
                .exchange()
                .expectBody()
                .jsonPath("$.title")
                .isEqualTo("Le Malade imaginaire – «Ça va» 🎭");
    }

    @Test
    void keeps_a_time_given_with_an_offset_as_the_same_instant() {
        var location = create("Faust", null, "2027-07-01T20:00:00+02:00");

        client.get()
                .uri(location)
                .exchange()
                .expectBody()
                .jsonPath("$.startsAt")
                .isEqualTo("2027-07-01T18:00:00Z");
    }

    @Test
    void deletes_a_performance_once() {
        var location = create("Hamlet", null, "2027-03-01T19:30:00Z");

        client.delete().uri(location).exchange().expectStatus().isNoContent();
        client.get().uri(location).exchange().expectStatus().isNotFound();
        client.delete().uri(location).exchange().expectStatus().isNotFound();
    }

    @Nested
    class Listing {
        @BeforeEach
        void put_three_performances_on_the_programme() {
            create("Third", null, "2027-03-03T19:30:00Z");
            create("First", null, "2027-03-01T19:30:00Z");
            create("Second", null, "2027-03-02T19:30:00Z");
        }

        @Test
        void is_ordered_by_start_and_says_how_many_there_are() {
            client.get()
                    .uri("/performances")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.items[*].title")
                    .isEqualTo(List.of("First", "Second", "Third"))
                    .jsonPath("$.page")
                    .isEqualTo(0)
                    .jsonPath("$.size")
                    .isEqualTo(20)
                    .jsonPath("$.total")
                    .isEqualTo(3);
        }

        @Test
        void shows_one_page_at_a_time() {
            client.get()
                    .uri("/performances?page=1&size=2")
                    .exchange()
                    .expectBody()
                    .jsonPath("$.items[*].title")
                    .isEqualTo(List.of("Third"))
                    .jsonPath("$.total")
                    .isEqualTo(3);
        }

        @Test
        void shows_nothing_behind_the_last_page() {
            client.get()
                    .uri("/performances?page=2147483647&size=100")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.items")
                    .isEmpty()
                    .jsonPath("$.total")
                    .isEqualTo(3);
        }
    }

    @Nested
    class Refusing {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        {"title": " ", "startsAt": "2027-03-01T19:30:00Z"}                | title    | must not be blank
                        {"startsAt": "2027-03-01T19:30:00Z"}                              | title    | must not be blank
                        {"title": "Hamlet"}                                               | startsAt | must not be null
                        {"title": "%s", "startsAt": "2027-03-01T19:30:00Z"}               | title    | size must be between 0 and 200
                        {"title": "H", "venue": "%s", "startsAt": "2027-03-01T19:30:00Z"} | venue    | size must be between 0 and 100
                        """)
        void names_the_field_that_is_wrong(String body, String field, String message) {
            post(body.formatted("x".repeat(201)))
                    .expectStatus()
                    .isBadRequest()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo(400)
                    .jsonPath("$.errors[0].field")
                    .isEqualTo(field)
                    .jsonPath("$.errors[0].message")
                    .isEqualTo(message);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        {"title": "Hamlet", "startsAt": "tomorrow"}
                        {"title": "Hamlet", "startsAt": "2027-03-01T19:30:00Z", "price": 3}
                        {"title":
                        []
                        ''
                        """)
        void does_not_take_what_it_cannot_read(String body) {
            problem(post(body), HttpStatus.BAD_REQUEST);
        }

        @ParameterizedTest
        @CsvSource({"page=-1,page", "size=0,size", "size=101,size"})
        void names_the_parameter_that_is_out_of_range(String query, String parameter) {
            var response = client.get().uri("/performances?" + query).exchange();

            problem(response, HttpStatus.BAD_REQUEST)
                    .jsonPath("$.errors[0].field")
                    .isEqualTo(parameter);
        }

        @ParameterizedTest
        @CsvSource({"/performances?page=x", "/performances?size=99999999999", "/performances/hamlet"})
        void does_not_take_words_for_numbers(String uri) {
            problem(client.get().uri(uri).exchange(), HttpStatus.BAD_REQUEST);
        }

        @ParameterizedTest
        @CsvSource({"/performances/999999", "/nothing"})
        void says_what_is_not_there(String uri) {
            problem(client.get().uri(uri).exchange(), HttpStatus.NOT_FOUND);
        }

        @Test
        void says_which_methods_there_are() {
            var response = client.put().uri("/performances").exchange();

            response.expectHeader().valueMatches("Allow", ".*GET.*");
            problem(response, HttpStatus.METHOD_NOT_ALLOWED);
        }

        @Test
        void takes_json_only() {
            var response = client.post()
                    .uri("/performances")
                    .contentType(MediaType.TEXT_PLAIN)
                    .body("Hamlet")
                    .exchange();

            problem(response, HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        }

        private RestTestClient.BodyContentSpec problem(RestTestClient.ResponseSpec response, HttpStatus status) {
            return response.expectStatus()
                    .isEqualTo(status)
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo(status.value())
                    .jsonPath("$.detail")
                    .isNotEmpty();
        }
    }

    private RestTestClient.ResponseSpec post(String body) {
        return client.post()
                .uri("/performances")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private String create(String title, @Nullable String venue, String startsAt) {
        var venueJson = venue == null ? "null" : "\"" + venue + "\"";
        var headers = post("""
                {"title": "%s", "venue": %s, "startsAt": "%s"}""".formatted(title, venueJson, startsAt))
                .expectStatus()
                .isCreated()
                .returnResult()
                .getResponseHeaders();
        return String.valueOf(headers.getLocation());
    }
}
