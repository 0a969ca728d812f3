package dev.greenroom.localcloud.registry;

import static dev.greenroom.localcloud.registry.ServedRegistry.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlobsTest {
    private static final String UPLOADS = "/v2/shop/service/blobs/uploads/";
    private static final String HELLO_WORLD = Digests.of("hello world".getBytes(UTF_8));

    @TempDir
    private Path folder;

    private ServedRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new ServedRegistry(folder);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Nested
    class Uploads {
        @Test
        void take_chunks_that_follow_each_other() throws Exception {
            String upload = begin();
            registry.send("PATCH", upload, "hello ", "Content-Range", "0-5");

            assertThat(registry.send("PATCH", upload, "x", "Content-Range", "9-9"))
                    .satisfies(refused(416, "BLOB_UPLOAD_INVALID"));
            HttpResponse<String> second = registry.send("PATCH", upload, "wor", "Content-Range", "6-8");
            assertThat(second.statusCode()).isEqualTo(202);
            assertThat(second.headers().firstValue("Range")).contains("0-8");
            assertThat(registry.send("PUT", upload + "?digest=" + HELLO_WORLD, "ld", "Content-Range", "9-10")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(blob(HELLO_WORLD)).isEqualTo("hello world");
        }

        @ParameterizedTest
        @CsvSource({"0-9, 400, SIZE_INVALID", "zero, 416, BLOB_UPLOAD_INVALID", "5-9, 416, BLOB_UPLOAD_INVALID"})
        void refuse_a_chunk_that_is_not_what_it_says(String range, int status, String code) throws Exception {
            String upload = begin();

            assertThat(registry.send("PATCH", upload, "hello", "Content-Range", range))
                    .satisfies(refused(status, code));
            assertThat(registry.send("GET", upload).statusCode()).isEqualTo(204);
        }

        @Test
        void are_stored_while_they_arrive_and_go_on_where_they_were_interrupted() throws Exception {
            String upload = begin();
            try (Socket sender = registry.connect()) {
                sender.getOutputStream()
                        .write(
                                "PATCH %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic %s\r\nContent-Length: 11\r\n\r\nhello"
                                        .formatted(upload, registry.token())
                                        .getBytes(UTF_8));
                awaitRange(upload, "0-4");
            }

            assertThat(registry.send("PATCH", upload, " world", "Content-Range", "5-10")
                            .statusCode())
                    .isEqualTo(202);
            assertThat(registry.send("PUT", upload + "?digest=" + HELLO_WORLD).statusCode())
                    .isEqualTo(201);
            assertThat(blob(HELLO_WORLD)).isEqualTo("hello world");
        }

        @Test
        void in_one_request_leave_nothing_when_they_are_interrupted() throws Exception {
            try (Socket sender = registry.connect()) {
                sender.getOutputStream()
                        .write(
                                "POST %s?digest=%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic %s\r\nContent-Length: 11\r\n\r\nhello"
                                        .formatted(UPLOADS, HELLO_WORLD, registry.token())
                                        .getBytes(UTF_8));
                awaitFilesOfUploads(1);
            }

            awaitFilesOfUploads(0);
            assertThat(registry.send("HEAD", "/v2/shop/service/blobs/" + HELLO_WORLD)
                            .statusCode())
                    .isEqualTo(404);
        }

        @Test
        void with_another_content_than_their_digest_says_are_refused() throws Exception {
            String upload = begin();

            assertThat(registry.send("PUT", upload + "?digest=" + HELLO_WORLD, "bye"))
                    .satisfies(refused(400, "DIGEST_INVALID"));
            assertThat(registry.send("POST", UPLOADS + "?digest=" + HELLO_WORLD, "bye"))
                    .satisfies(refused(400, "DIGEST_INVALID"));
            assertThat(registry.send("GET", upload)).satisfies(refused(404, "BLOB_UPLOAD_UNKNOWN"));
            awaitFilesOfUploads(0);
        }

        @Test
        void go_on_after_a_digest_that_is_none() throws Exception {
            String upload = begin();

            assertThat(registry.send("PUT", upload + "?digest=md5:1", "hello world"))
                    .satisfies(refused(400, "DIGEST_INVALID"));
            assertThat(registry.send("PUT", upload + "?digest=" + HELLO_WORLD, "hello world")
                            .statusCode())
                    .isEqualTo(201);
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "PATCH", "PUT", "DELETE"})
        void that_nobody_began_are_unknown(String method) throws Exception {
            assertThat(registry.send(method, UPLOADS + "no-such-upload?digest=" + HELLO_WORLD))
                    .satisfies(refused(404, "BLOB_UPLOAD_UNKNOWN"));
        }

        @Test
        void belong_to_their_repository() throws Exception {
            registry.ecr().createRepository(create -> create.repositoryName("shop/other"));

            assertThat(registry.send("GET", begin().replace("shop/service", "shop/other")))
                    .satisfies(refused(404, "BLOB_UPLOAD_UNKNOWN"));
        }

        @Test
        void can_be_cancelled() throws Exception {
            String upload = begin();

            assertThat(registry.send("DELETE", upload).statusCode()).isEqualTo(204);
            assertThat(registry.send("PATCH", upload, "hello")).satisfies(refused(404, "BLOB_UPLOAD_UNKNOWN"));
            awaitFilesOfUploads(0);
        }

        @Test
        void of_the_same_blob_at_once_all_succeed() throws Exception {
            String content = "x".repeat(1_000_000);
            String digest = Digests.of(content.getBytes(UTF_8));
            List<CompletableFuture<Integer>> pushes = Stream.generate(() -> UPLOADS + "?digest=" + digest)
                    .limit(8)
                    .map(path -> status("POST", path, content))
                    .toList();

            assertThat(pushes).allSatisfy(push -> assertThat(push.join()).isEqualTo(201));
            assertThat(blob(digest)).isEqualTo(content);
            awaitFilesOfUploads(0);
        }

        @Test
        void are_finished_once() throws Exception {
            String upload = begin();
            registry.send("PATCH", upload, "hello world");
            List<CompletableFuture<Integer>> ends = Stream.generate(() -> upload + "?digest=" + HELLO_WORLD)
                    .limit(4)
                    .map(path -> status("PUT", path, ""))
                    .toList();

            assertThat(ends.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(201, 404, 404, 404);
        }

        @Test
        void take_a_body_that_says_it_is_a_form() throws Exception {
            assertThat(registry.send(
                                    "POST",
                                    UPLOADS + "?digest=" + HELLO_WORLD.replace(":", "%3A"),
                                    "hello world",
                                    "Content-Type",
                                    "application/x-www-form-urlencoded")
                            .statusCode())
                    .isEqualTo(201);
        }

        private String begin() throws IOException, InterruptedException {
            HttpResponse<String> begun = registry.send("POST", UPLOADS);
            assertThat(begun.statusCode()).isEqualTo(202);
            return begun.headers().firstValue("Location").orElseThrow();
        }

        private CompletableFuture<Integer> status(String method, String path, String content) {
            return registry.http()
                    .sendAsync(registry.request(method, path, content), BodyHandlers.discarding())
                    .thenApply(HttpResponse::statusCode);
        }

        private void awaitRange(String upload, String range) {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                            registry.send("GET", upload).headers().firstValue("Range"))
                    .contains(range));
        }

        private void awaitFilesOfUploads(int count) {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                try (Stream<Path> files = Files.list(folder.resolve("uploads"))) {
                    assertThat(files).hasSize(count);
                }
            });
        }
    }

    @Nested
    class Mounting {
        @BeforeEach
        void have_another_repository() {
            registry.ecr().createRepository(create -> create.repositoryName("shop/other"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"&from=shop/service", ""})
        void makes_a_blob_of_another_repository_known(String from) throws Exception {
            String digest = registry.upload("shop/service", "shared");
            String blob = "/v2/shop/other/blobs/" + digest;

            assertThat(registry.send("HEAD", blob).statusCode()).isEqualTo(404);
            assertThat(registry.send("POST", "/v2/shop/other/blobs/uploads/?mount=" + digest + from)
                            .statusCode())
                    .isEqualTo(201);
            assertThat(registry.send("HEAD", blob).statusCode()).isEqualTo(200);
        }

        @Test
        void begins_an_upload_where_there_is_no_such_blob() throws Exception {
            HttpResponse<String> answer =
                    registry.send("POST", "/v2/shop/other/blobs/uploads/?from=shop/service&mount=" + HELLO_WORLD);

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.headers().firstValue("Location"))
                    .hasValueSatisfying(upload -> assertThat(upload).startsWith("/v2/shop/other/blobs/uploads/"));
        }
    }

    @Nested
    class Reading {
        private String path;

        @BeforeEach
        void push() throws Exception {
            path = "/v2/shop/service/blobs/" + registry.upload("shop/service", "hello world");
        }

        @ParameterizedTest
        @CsvSource({
            "bytes=0-4, hello, 0-4",
            "bytes=6-, world, 6-10",
            "bytes=6-99, world, 6-10",
            "bytes=-3, rld, 8-10",
            "bytes=-99, hello world, 0-10"
        })
        void gives_the_part_that_is_asked_for(String range, String part, String positions) throws Exception {
            HttpResponse<String> answer = registry.send("GET", path, "", "Range", range);

            assertThat(answer.statusCode()).isEqualTo(206);
            assertThat(answer.body()).isEqualTo(part);
            assertThat(answer.headers().firstValue("Content-Range")).contains("bytes " + positions + "/11");
        }

        @ParameterizedTest
        @ValueSource(strings = {"bytes=0-1,4-5", "lines=1-2", "bytes=5-2", "bytes=-"})
        void gives_the_whole_where_a_range_makes_no_sense(String range) throws Exception {
            HttpResponse<String> answer = registry.send("GET", path, "", "Range", range);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("hello world");
        }

        @ParameterizedTest
        @ValueSource(strings = {"bytes=11-", "bytes=20-30", "bytes=-0"})
        void refuses_a_range_behind_the_end(String range) throws Exception {
            HttpResponse<String> answer = registry.send("GET", path, "", "Range", range);

            assertThat(answer).satisfies(refused(416, "RANGE_INVALID"));
            assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */11");
        }

        @Test
        void tells_size_and_digest_first() throws Exception {
            HttpResponse<String> answer = registry.send("HEAD", path);

            assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(11);
            assertThat(answer.headers().firstValue("Docker-Content-Digest")).contains(HELLO_WORLD);
        }

        @Test
        void ends_when_the_blob_is_deleted() throws Exception {
            assertThat(registry.send("DELETE", path).statusCode()).isEqualTo(202);
            assertThat(registry.send("GET", path)).satisfies(refused(404, "BLOB_UNKNOWN"));
            assertThat(registry.send("DELETE", path)).satisfies(refused(404, "BLOB_UNKNOWN"));
        }

        @Test
        void needs_a_digest() throws Exception {
            assertThat(registry.send("GET", "/v2/shop/service/blobs/latest")).satisfies(refused(400, "DIGEST_INVALID"));
        }
    }

    private String blob(String digest) throws IOException, InterruptedException {
        return registry.send("GET", "/v2/shop/service/blobs/" + digest).body();
    }
}
