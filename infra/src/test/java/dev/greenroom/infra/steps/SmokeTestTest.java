package dev.greenroom.infra.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.greenroom.infra.stacks.DeploymentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SmokeTestTest {
    private static final String TITLE = "{\"id\": 7, \"title\": \"Smoke test\"}";

    private final Rehearsal rehearsal = new Rehearsal();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /** Answers by request, each as {@code STATUS BODY}. */
    private final Map<String, String> answers = new ConcurrentHashMap<>(Map.of(
            "GET /actuator/health/readiness",
            "200 {\"status\": \"UP\"}",
            "GET /",
            "200 {\"commit\": \"%s\", \"slot\": \"b\"}".formatted(Rehearsal.COMMIT),
            "POST /performances",
            "201 " + TITLE,
            "GET /performances/7",
            "200 " + TITLE,
            "DELETE /performances/7",
            "204 "));

    private final HttpServer candidate;

    @TempDir
    Path folder;

    SmokeTestTest() throws IOException {
        candidate = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        candidate.createContext("/", this::answer);
        candidate.start();
    }

    @BeforeEach
    void a_candidate_runs_in_slot_b() {
        rehearsal
                .isLive("a", "none", url())
                .holds("a", Rehearsal.OLD)
                .holds("b", Rehearsal.NEW)
                .told("GREEN_SLOT", "b")
                .told("IMAGE", Rehearsal.NEW.toString())
                .told("COMMIT", Rehearsal.COMMIT);
    }

    @AfterEach
    void stop() {
        candidate.stop(0);
    }

    @Test
    void tells_which_task_definition_did_its_work() throws Exception {
        test();

        assertThat(Rehearsal.exported(folder.resolve("variables.env")))
                .containsExactly("TESTED_TASKDEF=" + Rehearsal.NEW);
        assertThat(requests)
                .containsExactly(
                        "GET /actuator/health/readiness",
                        "GET /",
                        "POST /performances",
                        "GET /performances/7",
                        "DELETE /performances/7",
                        "GET /performances/7");
    }

    @Test
    void refuses_another_commit() {
        answers.put("GET /", "200 {\"commit\": \"another\", \"slot\": \"b\"}");

        refused("Tried GET %s/ but its commit is another and not %s".formatted(url(), Rehearsal.COMMIT));
    }

    @Test
    void refuses_a_candidate_that_does_not_work() {
        answers.put("POST /performances", "500 out of order");

        refused("Tried POST %s/performances but it answered 500 and not 201: out of order".formatted(url()));
    }

    @Test
    void leaves_nothing_behind_when_it_fails_in_the_middle() {
        answers.put("GET /performances/7", "200 {\"title\": \"Another\"}");

        refused("Tried GET %s/performances/7 but its title is Another and not Smoke test".formatted(url()));
        assertThat(requests).contains("DELETE /performances/7");
    }

    @Test
    void refuses_what_is_no_json() {
        answers.put("GET /", "200 [");

        refused("Tried GET %s/ but the answer is not JSON: [".formatted(url()));
    }

    @Test
    void refuses_an_answer_without_a_slot() {
        answers.put("GET /", "200 {\"commit\": \"%s\"}".formatted(Rehearsal.COMMIT));

        refused("Tried GET %s/ but the answer has no slot: {\"commit\": \"%s\"}".formatted(url(), Rehearsal.COMMIT));
    }

    @Test
    void refuses_an_image_that_is_not_the_one_that_was_built() {
        rehearsal.told("IMAGE", Rehearsal.OLD.toString());

        refused("Tried to verify the candidate in test but slot b holds %s, and not %s, which was built"
                .formatted(Rehearsal.NEW, Rehearsal.OLD));
    }

    @Test
    void refuses_a_slot_that_became_live() {
        rehearsal.isLive("b", "none", url());

        refused("Tried to test the candidate in slot b but that slot is live by now");
        assertThat(requests).isEmpty();
    }

    @Test
    void says_where_nobody_answers() {
        candidate.stop(0);

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(this::test)
                .withMessageStartingWith("Tried GET %s/actuator/health/readiness but ", url());
    }

    private void refused(String message) {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(this::test)
                .withMessage(message);
    }

    private void test() throws InterruptedException {
        new SmokeTest(
                        rehearsal.variables(),
                        rehearsal.aws,
                        new Exports(folder.resolve("variables.env"), rehearsal.out),
                        rehearsal.out)
                .run();
    }

    private String url() {
        return "http://127.0.0.1:" + candidate.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var request = "%s %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI());
        requests.add(request);
        var answer = answers.getOrDefault(request, "404 ").split(" ", 2);
        if (request.startsWith("DELETE")) {
            answers.remove(request.replace("DELETE", "GET"));
        }
        var body = answer[1].getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(Integer.parseInt(answer[0]), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
