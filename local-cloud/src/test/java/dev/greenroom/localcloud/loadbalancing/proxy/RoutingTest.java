package dev.greenroom.localcloud.loadbalancing.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {
    private static final Action MATCHED = new Action.FixedResponse(200, "", "");
    private static final Action DEFAULT = new Action.FixedResponse(404, "", "");

    private static boolean matches(Condition condition, String head) throws Exception {
        Rule rule = new Rule(1, List.of(condition), MATCHED);
        return route(List.of(rule), head) == MATCHED;
    }

    private static Action route(List<Rule> rules, String head) throws Exception {
        Routing routing = new Routing(ListenerConfig.http(80, DEFAULT).withRules(rules));
        return routing.route(request(head), InetAddress.getByName("10.1.2.3"));
    }

    private static RequestHead request(String head) throws BadMessageException {
        return new RequestHead(Ascii.bytes(head.replace("\n", "\r\n") + "\r\n"));
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\nHost: www.Example.com:8080\nX-Tier: Gold\n";
    }

    @ParameterizedTest
    @CsvSource({
        "/img/*, /img/a.png, true",
        "/img/*, /img/, true",
        "/img/*, /img, false",
        "/img/*, /IMG/a.png, false",
        "/img/*/pics, /img/a/b/pics, true",
        "/?.txt, /a.txt, true",
        "/?.txt, /ab.txt, false",
        "/a\\*b, /a*b, true",
        "/a\\*b, /axb, false",
        "/a.c, /abc, false",
        "/a, /a?b=c, true",
        "/a%20b, /a%20b, true",
        "/a, http://www.example.com/a?b, true",
        "*, /anything, true",
    })
    void a_path_is_matched_as_it_was_written(String pattern, String target, boolean expected) throws Exception {
        assertThat(matches(new Condition.PathPattern(List.of("/other", pattern)), get(target)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"www.example.com, true", "*.EXAMPLE.com, true", "example.com, false", "w?w.*, true"})
    void a_host_is_matched_without_its_port_and_in_any_case(String pattern, boolean expected) throws Exception {
        assertThat(matches(new Condition.HostHeader(List.of(pattern)), get("/")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"x-tier, gold, true", "X-Tier, g*, true", "X-Tier, silver, false", "X-Other, *, false"})
    void a_header_is_matched_in_any_case(String name, String pattern, boolean expected) throws Exception {
        assertThat(matches(new Condition.HttpHeader(name, List.of(pattern)), get("/")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"GET, true", "get, false", "POST, false", "*, false"})
    void a_method_is_matched_exactly(String method, boolean expected) throws Exception {
        assertThat(matches(new Condition.RequestMethod(List.of(method)), get("/")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "version, v1, /?a=b&VERSION=V1, true",
        "version, v1, /?version=v2, false",
        ", *beta*, /?x=is-beta-1, true",
        ", *beta*, /?beta=1, false",
        "flag, '', /?flag, true",
        "k, v=w, /?k=v=w, true",
        "k, *, /, false",
    })
    void a_query_is_matched_by_parameter(String key, String value, String target, boolean expected) throws Exception {
        Condition.Parameter parameter = new Condition.Parameter(Optional.ofNullable(key), value);

        assertThat(matches(new Condition.QueryString(List.of(parameter)), get(target)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, true", "10.1.2.3/32, true", "10.1.3.0/24, false", "10.1.2.0/23, true", "::/0, false"})
    void a_client_is_matched_by_its_address(String cidr, boolean expected) throws Exception {
        assertThat(matches(new Condition.SourceIp(List.of("192.168.0.0/16", cidr)), get("/")))
                .isEqualTo(expected);
    }

    @Test
    void a_block_that_is_none_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CidrBlock("10.0.0/8"))
                .withMessage("'10.0.0/8' is not a CIDR block");
    }

    @Test
    void the_lowest_priority_that_meets_all_conditions_wins() throws Exception {
        Condition path = new Condition.PathPattern(List.of("/a*"));
        Condition post = new Condition.RequestMethod(List.of("POST"));
        Rule last = new Rule(30, List.of(path), new Action.FixedResponse(230, "", ""));
        Rule first = new Rule(10, List.of(path, post), new Action.FixedResponse(210, "", ""));
        Rule second = new Rule(20, List.of(path), MATCHED);

        assertThat(route(List.of(last, first, second), get("/abc"))).isSameAs(MATCHED);
        assertThat(route(List.of(last, first, second), get("/b"))).isSameAs(DEFAULT);
    }

    @Nested
    class Weights {
        private final TargetPool a = new TargetPool();
        private final TargetPool b = new TargetPool();

        private Map<TargetPool, Long> draws(int weightOfA, int weightOfB) {
            Action.Forward forward = new Action.Forward(
                    List.of(new Action.WeightedPool(a, weightOfA), new Action.WeightedPool(b, weightOfB)));
            return IntStream.range(0, 10_000)
                    .mapToObj(i -> Optional.ofNullable(forward.draw()))
                    .flatMap(Optional::stream)
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        }

        @Test
        void share_the_requests() {
            assertThat(draws(300, 100).get(a)).isBetween(7_200L, 7_800L);
        }

        @Test
        void of_zero_get_nothing() {
            assertThat(draws(0, 1)).containsOnlyKeys(b);
            assertThat(draws(999, 0)).containsOnlyKeys(a);
        }

        @Test
        void that_are_all_zero_leave_the_requests_without_a_target() throws IOException {
            try (TestBalancer balancer = new TestBalancer()) {
                balancer.configured(config -> config.withDefaultAction(
                        new Action.Forward(List.of(new Action.WeightedPool(a, 0), new Action.WeightedPool(b, 0)))));

                assertThat(balancer.get("/").status()).isEqualTo(503);
            }
        }
    }

    @Nested
    class Redirects {
        private Message answer(Action.Redirect redirect, String target) throws IOException {
            try (TestBalancer balancer = new TestBalancer()) {
                balancer.configured(config -> config.withDefaultAction(redirect));
                return balancer.get(target);
            }
        }

        @Test
        void fill_the_placeholders_from_the_request() throws IOException {
            Action.Redirect redirect =
                    new Action.Redirect("HTTPS", "new.#{host}", "443", "/x/#{path}", "#{query}&from=#{port}", 301);

            Message answer = answer(redirect, "/a%20b/#{query}?q=1");

            assertThat(answer.firstLine()).isEqualTo("HTTP/1.1 301 Moved Permanently");
            assertThat(answer.header("Location")).isEqualTo("https://new.example.com:443/x/a%20b/#{query}?q=1&from=80");
            assertThat(answer.header("Server")).isEqualTo("awselb/2.0");
            assertThat(answer.header("Content-Length")).isEqualTo("134");
        }

        @Test
        void have_no_question_mark_without_a_query() throws IOException {
            Action.Redirect redirect =
                    new Action.Redirect("#{protocol}", "#{host}", "#{port}", "/#{path}", "#{query}", 302);

            Message answer = answer(redirect, "/a");

            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.header("Location")).isEqualTo("http://example.com:80/a");
        }
    }

    @Nested
    class Fixed_responses {
        @Test
        void have_their_status_type_and_body() throws IOException {
            try (TestBalancer balancer = new TestBalancer()) {
                balancer.configured(config -> config.withDefaultAction(
                        new Action.FixedResponse(503, "text/plain", "sch\u00f6n geschlossen")));
                try (TestClient client = balancer.connect()) {
                    Message answer = client.post("/", new byte[10]);

                    assertThat(answer.status()).isEqualTo(503);
                    assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
                    assertThat(answer.text()).isEqualTo("sch\u00f6n geschlossen");
                    client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
                    assertThat(Message.readHead(client.in()).header("Content-Length"))
                            .isEqualTo("18");
                    assertThat(client.get("/").status()).isEqualTo(503);
                }
            }
        }

        @Test
        void may_be_empty() throws IOException {
            try (TestBalancer balancer = new TestBalancer()) {
                for (int status : List.of(200, 204)) {
                    balancer.configured(config -> config.withDefaultAction(new Action.FixedResponse(status, "", "")));

                    Message answer = balancer.get("/");

                    assertThat(answer.status()).isEqualTo(status);
                    assertThat(answer.hasHeader("Content-Type")).isFalse();
                    assertThat(answer.body()).isEmpty();
                }
            }
        }
    }

    @Nested
    class Pools {
        private final Target one = new Target("1", new InetSocketAddress(1));
        private final Target two = new Target("2", new InetSocketAddress(2));
        private final Target three = new Target("3", new InetSocketAddress(3));
        private final TargetPool pool = new TargetPool();

        private List<String> enter(int times) {
            return IntStream.range(0, times)
                    .mapToObj(i -> pool.enter(List.of()))
                    .map(member -> member == null ? "none" : member.target().key())
                    .toList();
        }

        @Test
        void go_round_their_targets() {
            pool.targets(List.of(one, two, three));

            assertThat(enter(6)).containsExactly("1", "2", "3", "1", "2", "3");
            assertThat(pool.inFlight(two)).isEqualTo(2);
        }

        @Test
        void prefer_the_target_with_the_least_in_flight_if_told_so() {
            pool.targets(List.of(one, two));
            enter(4);
            pool.targets(List.of(one, two, three));
            pool.algorithm(TargetPool.Algorithm.LEAST_OUTSTANDING_REQUESTS);

            assertThat(enter(2)).containsExactly("3", "3");
        }

        @Test
        void choose_at_random_if_told_so() {
            pool.targets(List.of(one, two));
            pool.algorithm(TargetPool.Algorithm.WEIGHTED_RANDOM);

            assertThat(enter(200)).contains("1", "2");
        }

        @Test
        void take_a_target_back_that_was_draining() {
            pool.targets(List.of(one));
            enter(1);
            pool.targets(List.of());
            assertThat(enter(1)).containsExactly("none");
            pool.targets(List.of(one, one));

            assertThat(enter(1)).containsExactly("1");
            assertThat(pool.targets()).containsExactly(one);
            assertThat(pool.inFlight(one)).isEqualTo(2);
        }

        @Test
        void say_when_a_target_that_is_not_in_use_is_idle() {
            pool.targets(List.of(one));

            assertThat(Arrays.asList(one, two))
                    .allMatch(target ->
                            pool.whenIdle(target).toCompletableFuture().isDone());
        }
    }
}
