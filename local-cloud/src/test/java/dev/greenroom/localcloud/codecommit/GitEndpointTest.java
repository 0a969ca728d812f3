package dev.greenroom.localcloud.codecommit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitEndpointTest {
    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder;

    private CodeCommitFixture fixture;
    private String url;

    @BeforeEach
    void start() throws IOException {
        fixture = new CodeCommitFixture(folder.resolve("cloud"));
        url = fixture.repository("shop");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Nested
    class A_push {
        @Test
        void is_there_for_who_clones() throws Exception {
            GitProgram mine = GitProgram.withCommit(folder.resolve("mine"));
            mine.run("push", "-q", url, "main");

            GitProgram yours = GitProgram.in(folder.resolve("yours"));
            yours.run("clone", "-q", url, ".");

            assertThat(yours.folder().resolve("hello.txt")).hasContent("hello");
            assertThat(yours.run("rev-parse", "HEAD")).isEqualTo(mine.run("rev-parse", "HEAD"));

            String second = mine.commit("hello.txt", "hello again");
            mine.run("push", "-q", url, "main");
            yours.run("pull", "-q");

            assertThat(yours.run("rev-parse", "HEAD")).isEqualTo(second);
        }

        @Test
        void may_be_cloned_without_its_history() throws Exception {
            GitProgram mine = GitProgram.withCommit(folder.resolve("mine"));
            mine.commit("hello.txt", "hello again");
            mine.run("push", "-q", url, "main");

            GitProgram yours = GitProgram.in(folder.resolve("yours"));
            yours.run("clone", "-q", "--depth", "1", url, ".");

            assertThat(yours.run("rev-list", "--count", "HEAD")).isEqualTo("1");
            assertThat(yours.folder().resolve("hello.txt")).hasContent("hello again");
        }

        @Test
        void of_a_shallow_clone_is_taken_only_when_nothing_is_missing() throws Exception {
            GitProgram mine = GitProgram.withCommit(folder.resolve("mine"));
            mine.commit("hello.txt", "hello again");
            GitProgram shallow = GitProgram.in(folder.resolve("shallow"));
            shallow.run("clone", "-q", "--depth", "1", mine.folder().toUri().toString(), ".");
            String withoutParents = shallow.run("commit-tree", "-m", "All of it", "HEAD^{tree}");

            assertThat(shallow.attempt("push", "-q", url, "HEAD:refs/heads/main")
                            .exitCode())
                    .isNotZero();
            shallow.run("push", "-q", url, withoutParents + ":refs/heads/main");

            assertThat(shallow.run("ls-remote", url, "refs/heads/main")).startsWith(withoutParents);
        }

        @Test
        void makes_the_first_branch_the_default_one() throws Exception {
            GitProgram mine = GitProgram.withCommit(folder.resolve("mine"));
            mine.run("push", "-q", url, "main:trunk");
            mine.run("push", "-q", url, "main:other");

            GitProgram yours = GitProgram.in(folder.resolve("yours"));
            yours.run("clone", "-q", url, ".");

            assertThat(yours.run("symbolic-ref", "HEAD")).isEqualTo("refs/heads/trunk");
            assertThat(fixture.client
                            .getRepository(get -> get.repositoryName("shop"))
                            .repositoryMetadata()
                            .defaultBranch())
                    .isEqualTo("trunk");
        }

        @Test
        void that_is_behind_is_refused_unless_it_is_forced() throws Exception {
            GitProgram mine = GitProgram.withCommit(folder.resolve("mine"));
            String first = mine.run("rev-parse", "HEAD");
            mine.commit("hello.txt", "second");
            mine.run("push", "-q", url, "main");
            mine.run("reset", "-q", "--hard", first);

            GitProgram.Outcome refused = mine.attempt("push", url, "main");

            assertThat(refused.exitCode()).isNotZero();
            assertThat(refused.output()).contains("[rejected]");

            mine.run("push", "-q", "--force", url, "main");

            assertThat(mine.run("ls-remote", url, "refs/heads/main")).startsWith(first);
        }

        @Test
        void deletes_branches_but_not_the_default_one() throws Exception {
            GitProgram mine = GitProgram.withCommit(folder.resolve("mine"));
            mine.run("push", "-q", url, "main", "main:feature");
            mine.run("push", "-q", "--delete", url, "feature");

            assertThat(mine.run("ls-remote", "--heads", url)).doesNotContain("feature");

            GitProgram.Outcome refused = mine.attempt("push", "--delete", url, "main");

            assertThat(refused.exitCode()).isNotZero();
            assertThat(refused.output()).contains("default branch");
            assertThat(mine.run("ls-remote", "--heads", url)).contains("refs/heads/main");
        }

        @Test
        void of_many_mebibytes_passes_as_a_stream() throws Exception {
            GitProgram mine = GitProgram.withCommit(folder.resolve("mine"));
            byte[] random = new byte[24 * MIB];
            new Random(42).nextBytes(random);
            Files.write(mine.folder().resolve("random.bin"), random);
            mine.commit("hello.txt", "with a big file");
            mine.run("push", "-q", url, "main");

            GitProgram yours = GitProgram.in(folder.resolve("yours"));
            yours.run("clone", "-q", url, ".");

            assertThat(Files.mismatch(
                            mine.folder().resolve("random.bin"), yours.folder().resolve("random.bin")))
                    .isEqualTo(-1);
        }

        @Test
        void that_races_with_another_wins_or_is_refused() throws Exception {
            GitProgram base = GitProgram.withCommit(folder.resolve("base"));
            base.run("push", "-q", url, "main");
            GitProgram mine = GitProgram.in(folder.resolve("mine"));
            GitProgram yours = GitProgram.in(folder.resolve("yours"));
            mine.run("clone", "-q", url, ".");
            yours.run("clone", "-q", url, ".");
            String wanted = mine.commit("mine.txt", "mine");
            String alsoWanted = yours.commit("yours.txt", "yours");

            List<Process> pushes =
                    List.of(mine.start("push", "-q", url, "main"), yours.start("push", "-q", url, "main"));
            for (Process push : pushes) {
                push.getInputStream().readAllBytes();
                push.waitFor();
            }

            assertThat(pushes).filteredOn(push -> push.exitValue() == 0).hasSize(1);
            assertThat(base.run("ls-remote", url, "refs/heads/main").substring(0, 40))
                    .isEqualTo(pushes.get(0).exitValue() == 0 ? wanted : alsoWanted);
        }

        @Test
        void that_is_cut_off_changes_nothing() throws Exception {
            GitProgram mine = GitProgram.withCommit(folder.resolve("mine"));
            mine.run("push", "-q", url, "main");
            String before = mine.run("rev-parse", "HEAD");
            byte[] random = new byte[MIB];
            new Random(42).nextBytes(random);
            Files.write(mine.folder().resolve("random.bin"), random);
            String after = mine.commit("hello.txt", "never arrives");

            pushHalf(mine, before, after);

            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(temporaryFiles())
                    .isEmpty());
            assertThat(mine.run("ls-remote", url, "refs/heads/main")).startsWith(before);
            mine.run("push", "-q", url, "main");
            assertThat(mine.run("ls-remote", url, "refs/heads/main")).startsWith(after);
        }

        @Test
        void that_is_damaged_is_refused_with_a_reason() throws Exception {
            GitProgram mine = GitProgram.withCommit(folder.resolve("mine"));
            mine.run("push", "-q", url, "main");
            String before = mine.run("rev-parse", "HEAD");
            String after = mine.commit("hello.txt", "damaged on its way");
            byte[] pack = pack(mine, before, after);
            pack[pack.length / 2] ^= 1;

            HttpRequest push = HttpRequest.newBuilder(
                            URI.create(fixture.gateway.endpoint() + "/git/eu-west-1/shop/git-receive-pack"))
                    .header("Authorization", "Basic " + login("dev:secret"))
                    .header("Content-Type", "application/x-git-receive-pack-request")
                    .POST(HttpRequest.BodyPublishers.concat(
                            HttpRequest.BodyPublishers.ofByteArray(commands(before, after)),
                            HttpRequest.BodyPublishers.ofByteArray(pack)))
                    .build();
            HttpResponse<String> answer = HttpClient.newHttpClient().send(push, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.body()).contains("unpack error");
            assertThat(mine.run("ls-remote", url, "refs/heads/main")).startsWith(before);
        }

        private byte[] pack(GitProgram git, String before, String after) throws Exception {
            Path packs = Files.createDirectories(folder.resolve("packs"));
            Process packing = git.start(
                    "pack-objects", "-q", "--revs", packs.resolve("part").toString());
            try (OutputStream input = packing.getOutputStream()) {
                input.write("%s\n^%s\n".formatted(after, before).getBytes(StandardCharsets.ISO_8859_1));
            }
            assertThat(packing.waitFor()).isZero();
            try (Stream<Path> files = Files.list(packs)) {
                return Files.readAllBytes(files.filter(file -> file.toString().endsWith(".pack"))
                        .findFirst()
                        .orElseThrow());
            }
        }

        private static byte[] commands(String before, String after) {
            String command = "%s %s refs/heads/main\0report-status side-band-64k".formatted(before, after);
            return "%04x%s0000".formatted(command.length() + 4, command).getBytes(StandardCharsets.ISO_8859_1);
        }

        /** As git would, but the connection breaks in the middle of the pack. */
        private void pushHalf(GitProgram git, String before, String after) throws Exception {
            byte[] pack = pack(git, before, after);
            byte[] commands = commands(before, after);
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), fixture.gateway.port())) {
                OutputStream out = socket.getOutputStream();
                out.write("""
                    POST /git/eu-west-1/shop/git-receive-pack HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Basic %s\r
                    Content-Type: application/x-git-receive-pack-request\r
                    Content-Length: %d\r
                    \r
                    """.formatted(login("dev:secret"), commands.length + pack.length)
                        .getBytes(StandardCharsets.ISO_8859_1));
                out.write(commands);
                out.write(pack, 0, pack.length / 2);
                out.flush();
                awaitTemporaryFile();
            }
        }

        private void awaitTemporaryFile() {
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(temporaryFiles())
                    .isNotEmpty());
        }

        private List<Path> temporaryFiles() throws IOException {
            try (Stream<Path> files = Files.walk(fixture.folder)) {
                return files.filter(file -> file.getFileName().toString().contains("tmp")
                                || file.getFileName().toString().startsWith("incoming"))
                        .toList();
            }
        }
    }

    @Nested
    class Strangers {
        @Test
        void are_asked_who_they_are() throws Exception {
            HttpResponse<String> answer = get("/git/eu-west-1/shop/info/refs?service=git-upload-pack");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic realm="));
        }

        @Test
        void get_in_with_what_their_credential_helper_says() throws Exception {
            GitProgram mine = GitProgram.withCommit(folder.resolve("mine"));
            String plain = url.replace("dev:secret@", "");

            mine.run(
                    "-c", "credential.helper=!f() { echo username=dev; echo password=any; }; f", "push", plain, "main");

            assertThat(mine.attempt("ls-remote", plain).output()).contains("could not read Username");
        }

        @Test
        void who_name_no_user_or_send_nonsense_are_asked_again() throws Exception {
            for (String header : List.of("Basic " + login(":secret"), "Basic %%%", "Bearer dev")) {
                assertThat(get("/git/eu-west-1/shop/info/refs?service=git-upload-pack", "Authorization", header)
                                .statusCode())
                        .as(header)
                        .isEqualTo(401);
            }
        }

        @Test
        void of_other_web_pages_do_not_get_in() throws Exception {
            HttpResponse<String> answer = get(
                    "/git/eu-west-1/shop/info/refs?service=git-upload-pack",
                    "Authorization",
                    "Basic " + login("dev:secret"),
                    "Origin",
                    "https://example.com");

            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }

    @Nested
    class What_is_not_there {
        @Test
        void is_not_found() throws Exception {
            GitProgram mine = GitProgram.withCommit(folder.resolve("mine"));

            assertThat(mine.attempt("push", url.replace("/shop", "/shoe"), "main")
                            .output())
                    .contains("not found");
            assertThat(mine.attempt("push", url.replace("eu-west-1", "eu-west-2"), "main")
                            .output())
                    .contains("not found");
            assertThat(get("/git/eu-west-1", "Authorization", "Basic " + login("dev:secret"))
                            .statusCode())
                    .isEqualTo(404);
        }

        @Test
        void is_no_more_once_it_is_deleted() throws Exception {
            GitProgram mine = GitProgram.withCommit(folder.resolve("mine"));
            mine.run("push", "-q", url, "main");

            fixture.client.deleteRepository(delete -> delete.repositoryName("shop"));

            assertThat(mine.attempt("ls-remote", url).output()).contains("not found");
            try (Stream<Path> left = Files.list(fixture.folder.resolve("eu-west-1"))) {
                assertThat(left).isEmpty();
            }
        }

        @Test
        void are_files_to_read_one_by_one() throws Exception {
            GitProgram mine = GitProgram.withCommit(folder.resolve("mine"));
            mine.run("push", "-q", url, "main");

            assertThat(get("/git/eu-west-1/shop/HEAD", "Authorization", "Basic " + login("dev:secret"))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(fixture.gateway.endpoint() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String login(String userAndPassword) {
        return Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }
}
