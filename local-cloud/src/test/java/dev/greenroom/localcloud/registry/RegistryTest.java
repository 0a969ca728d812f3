package dev.greenroom.localcloud.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.runtime.ImageStore;
import dev.greenroom.localcloud.runtime.ImageUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

class RegistryTest {
    private static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    @TempDir
    private Path folder;

    private final Server server = new Server();
    private final HttpClient http = HttpClient.newHttpClient();
    private Registry registry;
    private Ecr ecr;
    private String host;

    @BeforeAll
    static void let_jib_log_in_without_tls() {
        System.setProperty("sendCredentialsOverHttp", "true");
    }

    @AfterAll
    static void let_jib_be() {
        System.clearProperty("sendCredentialsOverHttp");
    }

    @BeforeEach
    void start() throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("localhost");
        server.addConnector(connector);
        registry = new Registry(folder.resolve("registry"), () -> host);
        ecr = new Ecr(new AwsScope("000000000000", "eu-west-1"), registry, Clock.systemUTC());
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new DistributionServlet(registry, Clock.systemUTC())), "/v2/*");
        server.setHandler(context);
        server.start();
        host = "localhost:" + connector.getLocalPort();
        ecr.createRepository(create -> create.repositoryName("shop/service"));
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Nested
    class Pushing_with_an_image_builder {
        @Test
        void makes_the_image_known_to_the_api_and_to_the_runtimes() throws Exception {
            JibContainer pushed = push("shop/service:1.0.0", "hello");

            assertThat(ecr.describeImages(images -> images.repositoryName("shop/service"))
                            .imageDetails())
                    .singleElement()
                    .satisfies(image -> {
                        assertThat(image.imageDigest())
                                .isEqualTo(pushed.getDigest().toString());
                        assertThat(image.imageTags()).containsExactly("1.0.0");
                        assertThat(image.imageSizeInBytes()).isPositive();
                    });
            ImageStore.Image image = registry.find(host + "/shop/service@" + pushed.getDigest());
            assertThat(image.entryPoint()).containsExactly("/bin/run");
            assertThat(image.environment()).containsEntry("GREETING", "hello");
            try (InputStream layer = registry.open(image.layers().get(0).digest())) {
                assertThat(layer.readAllBytes()).isNotEmpty();
            }
        }

        @Test
        void works_for_the_host_name_that_aws_gives_a_registry() throws Exception {
            JibContainer pushed = push("shop/service:1.0.0", "hello");

            assertThat(registry.find("000000000000.dkr.ecr.eu-west-1.amazonaws.com/shop/service:1.0.0")
                            .digest())
                    .isEqualTo(pushed.getDigest().toString());
        }

        @Test
        void never_makes_a_repository() {
            assertThatThrownBy(() -> push("shop/unknown:1.0.0", "hello"))
                    .rootCause()
                    .hasMessageContaining("404")
                    .hasMessageContaining("create it first");
        }

        @Test
        void needs_a_token_that_was_given_out() throws Exception {
            HttpResponse<String> answer = send("GET", "/v2/", null);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic realm="));
        }
    }

    @Nested
    class An_immutable_tag {
        @BeforeEach
        void make_tags_immutable() {
            ecr.putImageTagMutability(
                    put -> put.repositoryName("shop/service").imageTagMutability(ImageTagMutability.IMMUTABLE));
        }

        @Test
        void is_not_moved_to_another_image() throws Exception {
            push("shop/service:1.0.0", "first");

            assertThatThrownBy(() -> push("shop/service:1.0.0", "second"))
                    .rootCause()
                    .hasMessageContaining("The image tag '1.0.0' already exists in the 'shop/service' repository and"
                            + " cannot be overwritten because the tag is immutable.");
        }

        @Test
        void takes_the_same_image_again() throws Exception {
            JibContainer first = push("shop/service:1.0.0", "first");

            assertThat(push("shop/service:1.0.0", "first").getDigest()).isEqualTo(first.getDigest());
        }
    }

    @Nested
    class Blobs {
        @Test
        void arrive_in_chunks_that_follow_each_other() throws Exception {
            String upload = location(send("POST", "/v2/shop/service/blobs/uploads/", token()));
            send("PATCH", upload, token(), "hello ", "Content-Range", "0-5");

            assertThat(send("PATCH", upload, token(), "x", "Content-Range", "9-9")
                            .statusCode())
                    .isEqualTo(416);
            assertThat(send("PATCH", upload, token(), "world", "Content-Range", "6-10")
                            .statusCode())
                    .isEqualTo(202);
            String digest = Digests.of("hello world".getBytes(StandardCharsets.UTF_8));
            assertThat(send("PUT", upload + "?digest=" + digest, token()).statusCode())
                    .isEqualTo(201);
            assertThat(send("GET", "/v2/shop/service/blobs/" + digest, token()).body())
                    .isEqualTo("hello world");
        }

        @Test
        void with_another_content_than_their_digest_says_are_refused() throws Exception {
            String digest = Digests.of("something else".getBytes(StandardCharsets.UTF_8));
            HttpResponse<String> answer =
                    send("POST", "/v2/shop/service/blobs/uploads/?digest=" + digest, token(), "hello");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("DIGEST_INVALID");
        }

        @Test
        void are_mounted_from_another_repository() throws Exception {
            ecr.createRepository(create -> create.repositoryName("shop/other"));
            String digest = upload("shop/service", "shared");

            assertThat(send("HEAD", "/v2/shop/other/blobs/" + digest, token()).statusCode())
                    .isEqualTo(404);
            assertThat(send("POST", "/v2/shop/other/blobs/uploads/?mount=" + digest + "&from=shop/service", token())
                            .statusCode())
                    .isEqualTo(201);
            assertThat(send("HEAD", "/v2/shop/other/blobs/" + digest, token()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Nested
    class A_manifest {
        @Test
        void whose_layer_was_not_pushed_is_refused() throws Exception {
            String config = upload("shop/service", "{}");
            HttpResponse<String> answer = putManifest("broken", config, Digests.of(new byte[] {1}), "");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("MANIFEST_BLOB_UNKNOWN");
        }

        @Test
        void that_refers_to_another_is_listed_as_its_referrer() throws Exception {
            String config = upload("shop/service", "{}");
            String subject = putManifest("1.0.0", config, config, "")
                    .headers()
                    .firstValue("Docker-Content-Digest")
                    .orElseThrow();
            String reference =
                    ",\"subject\":{\"digest\":\"%s\",\"size\":2,\"mediaType\":\"%s\"}".formatted(subject, OCI_MANIFEST);
            putManifest("signature", config, config, reference);

            assertThat(send("GET", "/v2/shop/service/referrers/" + subject, token())
                            .body())
                    .contains("\"manifests\":[{");
        }

        @Test
        void can_be_listed_by_tag_in_pages() throws Exception {
            String config = upload("shop/service", "{}");
            for (String tag : List.of("a", "b", "c")) {
                putManifest(tag, config, config, "");
            }
            HttpResponse<String> first = send("GET", "/v2/shop/service/tags/list?n=2", token());

            assertThat(first.body()).contains("[\"a\",\"b\"]");
            assertThat(first.headers().firstValue("Link"))
                    .hasValueSatisfying(link -> assertThat(link).contains("last=b"));
            assertThat(send("GET", "/v2/shop/service/tags/list?n=2&last=b", token())
                            .body())
                    .contains("[\"c\"]");
        }
    }

    @Nested
    class Repositories {
        @Test
        void are_found_in_their_own_region_only() {
            Ecr elsewhere = new Ecr(new AwsScope("000000000000", "us-east-1"), registry, Clock.systemUTC());

            assertThat(elsewhere.describeRepositories().repositories()).isEmpty();
            assertThatExceptionOfType(RepositoryNotFoundException.class)
                    .isThrownBy(() -> elsewhere.describeRepositories(all -> all.repositoryNames("shop/service")))
                    .withMessageContaining(
                            "The repository with name 'shop/service' does not exist in the registry with id"
                                    + " '000000000000'");
        }

        @Test
        void have_one_name_once() {
            assertThatExceptionOfType(RepositoryAlreadyExistsException.class)
                    .isThrownBy(() -> ecr.createRepository(create -> create.repositoryName("shop/service")));
        }

        @Test
        void have_names_that_image_builders_take() {
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> ecr.createRepository(create -> create.repositoryName("Shop")))
                    .withMessageContaining("repositoryName");
        }

        @Test
        void with_images_are_deleted_by_force_only() throws Exception {
            push("shop/service:1.0.0", "hello");

            assertThatExceptionOfType(RepositoryNotEmptyException.class)
                    .isThrownBy(() -> ecr.deleteRepository(delete -> delete.repositoryName("shop/service")));
            ecr.deleteRepository(delete -> delete.repositoryName("shop/service").force(true));
            assertThat(ecr.describeRepositories().repositories()).isEmpty();
        }

        @Test
        void take_lifecycle_policies_that_are_valid() {
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> ecr.putLifecyclePolicy(put -> put.repositoryName("shop/service")
                            .lifecyclePolicyText(
                                    "{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"some\"}}]}")))
                    .withMessageContaining("tagStatus");
        }
    }

    @Nested
    class Images {
        @Test
        void are_deleted_by_tag_or_digest_and_what_is_missing_is_told() throws Exception {
            push("shop/service:1.0.0", "hello");

            var answer = ecr.batchDeleteImage(delete -> delete.repositoryName("shop/service")
                    .imageIds(
                            ImageIdentifier.builder().imageTag("1.0.0").build(),
                            ImageIdentifier.builder().imageTag("2.0.0").build()));

            assertThat(answer.imageIds()).singleElement().satisfies(id -> assertThat(id.imageTag())
                    .isEqualTo("1.0.0"));
            assertThat(answer.failures()).singleElement().satisfies(failure -> assertThat(failure.failureCodeAsString())
                    .isEqualTo("ImageNotFound"));
        }

        @Test
        void that_are_not_there_are_named() {
            assertThatExceptionOfType(ImageNotFoundException.class)
                    .isThrownBy(() -> ecr.describeImages(describe -> describe.repositoryName("shop/service")
                            .imageIds(
                                    ImageIdentifier.builder().imageTag("9.9.9").build())))
                    .withMessageContaining("9.9.9");
            assertThatExceptionOfType(ImageUnavailableException.class)
                    .isThrownBy(() -> registry.find(host + "/shop/service:9.9.9"))
                    .withMessageStartingWith("CannotPullContainerError:")
                    .withMessageContaining("/shop/service:9.9.9: not found");
        }

        @Test
        void of_other_registries_can_not_be_had() {
            assertThatExceptionOfType(ImageUnavailableException.class)
                    .isThrownBy(() -> registry.find("nginx:1.27"))
                    .withMessageContaining("push it there first");
        }
    }

    private JibContainer push(String image, String greeting) throws Exception {
        Path program = Files.writeString(folder.resolve("run"), "#!/bin/sh\n");
        String[] login = new String(Base64.getDecoder().decode(token()), StandardCharsets.UTF_8).split(":");
        return Jib.fromScratch()
                .addLayer(List.of(program), AbsoluteUnixPath.get("/bin"))
                .addEnvironmentVariable("GREETING", greeting)
                .setEntrypoint("/bin/run")
                .containerize(
                        Containerizer.to(RegistryImage.named(host + "/" + image).addCredential(login[0], login[1]))
                                .setAllowInsecureRegistries(true)
                                .setApplicationLayersCache(folder.resolve("jib-layers"))
                                .setBaseImageLayersCache(folder.resolve("jib-base")));
    }

    private String upload(String repository, String content) throws IOException, InterruptedException {
        String digest = Digests.of(content.getBytes(StandardCharsets.UTF_8));
        send("POST", "/v2/%s/blobs/uploads/?digest=%s".formatted(repository, digest), token(), content);
        return digest;
    }

    private HttpResponse<String> putManifest(String tag, String config, String layer, String more)
            throws IOException, InterruptedException {
        String manifest =
                ("{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":{\"digest\":\"%s\"},\"layers\":[{\"digest\":\"%s\"}],"
                                + "\"annotations\":{\"tag\":\"%s\"}%s}")
                        .formatted(OCI_MANIFEST, config, layer, tag, more);
        return send("PUT", "/v2/shop/service/manifests/" + tag, token(), manifest, "Content-Type", OCI_MANIFEST);
    }

    private String token() {
        return ecr.getAuthorizationToken().authorizationData().get(0).authorizationToken();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> send(String method, String path, String token)
            throws IOException, InterruptedException {
        return send(method, path, token, "");
    }

    private HttpResponse<String> send(String method, String path, String token, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + host + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Basic " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
