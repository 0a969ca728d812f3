package dev.greenroom.localcloud.registry;

import static dev.greenroom.localcloud.registry.ServedRegistry.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;

class ManifestsTest {
    private static final String MANIFESTS = "/v2/shop/service/manifests/";
    private static final String REFERRERS = "/v2/shop/service/referrers/";
    private static final String OCI_IMAGE = "application/vnd.oci.image.manifest.v1+json";
    private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String DOCKER_IMAGE = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    private static final String NOT_PUSHED = Digests.of(new byte[] {1});

    @TempDir
    private Path folder;

    private ServedRegistry registry;
    private String config;

    @BeforeEach
    void start() throws Exception {
        registry = new ServedRegistry(folder);
        config = registry.upload("shop/service", "{}");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Nested
    class Login {
        @Test
        void takes_the_password_that_was_given_out() throws Exception {
            assertThat(registry.send("GET", "/v2/").statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "Basic ", "Bearer token"})
        void asks_whoever_has_no_password(String authorization) throws Exception {
            HttpResponse<String> answer = registry.send("GET", "/v2/", "", "Authorization", authorization);

            assertThat(answer).satisfies(refused(401, "UNAUTHORIZED"));
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .contains("Basic realm=\"http://%s/\",service=\"ecr.amazonaws.com\"".formatted(registry.host()));
        }

        @ParameterizedTest
        @ValueSource(strings = {"Basic QVdTOndyb25n", "Basic %"})
        void denies_a_password_that_is_not_good_any_more(String authorization) throws Exception {
            assertThat(registry.send("GET", "/v2/", "", "Authorization", authorization))
                    .satisfies(refused(403, "DENIED"))
                    .satisfies(answer -> assertThat(answer.body())
                            .contains("Your authorization token has expired. Reauthenticate and try again."));
        }

        @Test
        void is_needed_before_anything_is_stored() throws Exception {
            HttpResponse<String> answer = registry.send(
                    "POST", "/v2/shop/service/blobs/uploads/?digest=" + NOT_PUSHED, "\1", "Authorization", "");

            assertThat(answer).satisfies(refused(401, "UNAUTHORIZED"));
            assertThat(folder.resolve("uploads")).isEmptyDirectory();
        }
    }

    @Nested
    class Pushing {
        @ParameterizedTest
        @ValueSource(strings = {OCI_IMAGE, DOCKER_IMAGE})
        void makes_an_image_known_by_tag_and_digest(String type) throws Exception {
            String content = image(type, "");
            HttpResponse<String> pushed = push("1.0.0", type, content);
            String digest = digest(pushed);

            assertThat(pushed.statusCode()).isEqualTo(201);
            assertThat(pushed.headers().firstValue("Location")).contains(MANIFESTS + digest);
            for (String reference : List.of("1.0.0", digest)) {
                HttpResponse<String> answer = registry.send("GET", MANIFESTS + reference);
                assertThat(answer.body()).isEqualTo(content);
                assertThat(answer.headers().firstValue("Content-Type")).contains(type);
                HttpResponse<String> head = registry.send("HEAD", MANIFESTS + reference);
                assertThat(digest(head)).isEqualTo(digest);
                assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(content.length());
            }
        }

        @ParameterizedTest
        @CsvSource({OCI_INDEX + "," + OCI_IMAGE, DOCKER_LIST + "," + DOCKER_IMAGE})
        void takes_an_index_whose_images_are_there(String indexType, String imageType) throws Exception {
            String image = digest(push("amd64", imageType, image(imageType, "")));

            assertThat(push("1.0.0", indexType, index(indexType, image)).statusCode())
                    .isEqualTo(201);
            assertThat(push("2.0.0", indexType, index(indexType, NOT_PUSHED)))
                    .satisfies(refused(404, "MANIFEST_BLOB_UNKNOWN"))
                    .satisfies(answer -> assertThat(answer.body()).contains(requires("Images")));
        }

        @Test
        void needs_every_layer() throws Exception {
            String content = image(OCI_IMAGE, ",\"layers\":[{\"digest\":\"%s\"}]".formatted(NOT_PUSHED));

            assertThat(push("1.0.0", OCI_IMAGE, content))
                    .satisfies(refused(404, "MANIFEST_BLOB_UNKNOWN"))
                    .satisfies(answer -> assertThat(answer.body()).contains(requires("Layers")));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
                    "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"
                })
        void does_not_need_layers_that_others_hand_out(String type) throws Exception {
            String layers = ",\"layers\":[{\"mediaType\":\"%s\",\"digest\":\"%s\"}]".formatted(type, NOT_PUSHED);

            assertThat(push("1.0.0", OCI_IMAGE, image(OCI_IMAGE, layers)).statusCode())
                    .isEqualTo(201);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            {                                                   | be read:
            []                                                  | JSON object
            {"schemaVersion": 1}                                | octet-stream' is none of
            {"mediaType": "application/vnd.oci.artifact+json"}  | artifact+json' is none of
            {"mediaType": "application/vnd.oci.image.manifest.v1+json", "config": {"digest": "sha512:1"}} | sha512:1
            """)
        void refuses_what_is_no_manifest(String content, String reason) throws Exception {
            assertThat(push("1.0.0", "application/octet-stream", content))
                    .satisfies(refused(400, "MANIFEST_INVALID"))
                    .satisfies(answer -> assertThat(answer.body()).contains(reason));
        }

        @Test
        void refuses_a_manifest_that_contradicts_its_content_type() throws Exception {
            assertThat(push("1.0.0", DOCKER_IMAGE, image(OCI_IMAGE, ""))).satisfies(refused(400, "MANIFEST_INVALID"));
        }

        @ParameterizedTest
        @CsvSource({"sha512:12, DIGEST_INVALID", "-tag, MANIFEST_INVALID"})
        void refuses_a_reference_that_is_none(String reference, String code) throws Exception {
            assertThat(push(reference, OCI_IMAGE, image(OCI_IMAGE, ""))).satisfies(refused(400, code));
        }

        @Test
        void refuses_another_digest_than_the_manifest_has() throws Exception {
            assertThat(push(NOT_PUSHED, OCI_IMAGE, image(OCI_IMAGE, ""))).satisfies(refused(400, "DIGEST_INVALID"));
        }

        @Test
        void refuses_a_manifest_that_is_too_large() throws Exception {
            assertThat(push("1.0.0", OCI_IMAGE, " ".repeat((4 << 20) + 1))).satisfies(refused(413, "SIZE_INVALID"));
        }

        @Test
        void never_moves_an_immutable_tag() throws Exception {
            registry.ecr().putImageTagMutability(put -> put.repositoryName("shop/service")
                    .imageTagMutability(ImageTagMutability.IMMUTABLE));
            push("1.0.0", OCI_IMAGE, image(OCI_IMAGE, ""));

            assertThat(push("1.0.0", DOCKER_IMAGE, image(DOCKER_IMAGE, ""))).satisfies(refused(400, "TAG_INVALID"));
        }
    }

    @Nested
    class Deleting {
        @Test
        void a_tag_leaves_the_image() throws Exception {
            String digest = digest(push("1.0.0", OCI_IMAGE, image(OCI_IMAGE, "")));

            assertThat(registry.send("DELETE", MANIFESTS + "1.0.0").statusCode())
                    .isEqualTo(202);
            assertThat(registry.send("GET", MANIFESTS + "1.0.0")).satisfies(refused(404, "MANIFEST_UNKNOWN"));
            assertThat(registry.send("GET", MANIFESTS + digest).statusCode()).isEqualTo(200);
        }

        @Test
        void an_image_takes_its_tags_along() throws Exception {
            String digest = digest(push("1.0.0", OCI_IMAGE, image(OCI_IMAGE, "")));

            assertThat(registry.send("DELETE", MANIFESTS + digest).statusCode()).isEqualTo(202);
            assertThat(registry.send("GET", MANIFESTS + "1.0.0")).satisfies(refused(404, "MANIFEST_UNKNOWN"));
            assertThat(registry.send("DELETE", MANIFESTS + digest)).satisfies(refused(404, "MANIFEST_UNKNOWN"));
        }

        @Test
        void an_image_of_an_index_is_refused_until_the_index_is_gone() throws Exception {
            String image = digest(push("amd64", OCI_IMAGE, image(OCI_IMAGE, "")));
            String index = digest(push("1.0.0", OCI_INDEX, index(OCI_INDEX, image)));

            assertThat(registry.send("DELETE", MANIFESTS + image)).satisfies(refused(405, "UNSUPPORTED"));
            assertThat(delete(image)).isEqualTo(ImageFailureCode.IMAGE_REFERENCED_BY_MANIFEST_LIST);
            assertThat(registry.send("DELETE", MANIFESTS + index).statusCode()).isEqualTo(202);
            assertThat(registry.send("DELETE", MANIFESTS + image).statusCode()).isEqualTo(202);
        }

        private ImageFailureCode delete(String digest) {
            return registry.ecr()
                    .batchDeleteImage(batch -> batch.repositoryName("shop/service")
                            .imageIds(ImageIdentifier.builder()
                                    .imageDigest(digest)
                                    .build()))
                    .failures()
                    .get(0)
                    .failureCode();
        }
    }

    @Nested
    class Referrers {
        private String subject;

        @BeforeEach
        void push_what_is_referred_to() throws Exception {
            subject = digest(push("1.0.0", OCI_IMAGE, image(OCI_IMAGE, "")));
        }

        @Test
        void are_listed_with_type_and_annotations() throws Exception {
            HttpResponse<String> pushed = push(
                    "signature",
                    OCI_IMAGE,
                    image(
                            OCI_IMAGE,
                            refersTo(subject) + ",\"artifactType\":\"text/sig\",\"annotations\":{\"by\":\"me\"}"));
            HttpResponse<String> answer = registry.send("GET", REFERRERS + subject);

            assertThat(pushed.headers().firstValue("OCI-Subject")).contains(subject);
            assertThat(answer.headers().firstValue("Content-Type")).contains(OCI_INDEX);
            assertThat(answer.body())
                    .contains("\"digest\":\"%s\"".formatted(digest(pushed)))
                    .contains("\"artifactType\":\"text/sig\"", "\"annotations\":{\"by\":\"me\"}");
        }

        @Test
        void are_filtered_by_type() throws Exception {
            push("a", OCI_IMAGE, image(OCI_IMAGE, refersTo(subject) + ",\"artifactType\":\"text/sig\""));
            push("b", OCI_IMAGE, image(OCI_IMAGE, refersTo(subject) + ",\"artifactType\":\"text/sbom\""));
            HttpResponse<String> answer = registry.send("GET", REFERRERS + subject + "?artifactType=text%2Fsbom");

            assertThat(answer.headers().firstValue("OCI-Filters-Applied")).contains("artifactType");
            assertThat(answer.body()).contains("text/sbom").doesNotContain("text/sig");
        }

        @Test
        void of_an_index_without_type_have_none() throws Exception {
            push(
                    "index",
                    OCI_INDEX,
                    "{\"mediaType\":\"%s\",\"manifests\":[]%s}".formatted(OCI_INDEX, refersTo(subject)));

            assertThat(registry.send("GET", REFERRERS + subject).body())
                    .contains("\"mediaType\":\"%s\",\"digest\"".formatted(OCI_INDEX))
                    .doesNotContain("artifactType");
        }

        @Test
        void of_what_was_not_pushed_may_come_first() throws Exception {
            assertThat(registry.send("GET", REFERRERS + NOT_PUSHED).body()).contains("\"manifests\":[]");

            assertThat(push("early", OCI_IMAGE, image(OCI_IMAGE, refersTo(NOT_PUSHED)))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(registry.send("GET", REFERRERS + NOT_PUSHED).body()).contains("\"manifests\":[{");
        }

        @Test
        void are_asked_for_by_digest() throws Exception {
            assertThat(registry.send("GET", REFERRERS + "1.0.0")).satisfies(refused(400, "DIGEST_INVALID"));
        }

        private static String refersTo(String digest) {
            return ",\"subject\":{\"digest\":\"%s\",\"size\":2,\"mediaType\":\"%s\"}".formatted(digest, OCI_IMAGE);
        }
    }

    @Nested
    class Lists {
        @Test
        void of_tags_come_in_pages() throws Exception {
            for (String tag : List.of("b", "c", "a")) {
                push(tag, OCI_IMAGE, image(OCI_IMAGE, ""));
            }
            HttpResponse<String> first = registry.send("GET", "/v2/shop/service/tags/list?n=2");
            String next = "/v2/shop/service/tags/list?n=2&last=b";

            assertThat(first.body()).contains("\"name\":\"shop/service\"", "\"tags\":[\"a\",\"b\"]");
            assertThat(first.headers().firstValue("Link")).contains("<%s>; rel=\"next\"".formatted(next));
            HttpResponse<String> second = registry.send("GET", next);
            assertThat(second.body()).contains("\"tags\":[\"c\"]");
            assertThat(second.headers().firstValue("Link")).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {"0|[]", "1|[\"a\"]", "1000|[\"a\"]"})
        void have_as_many_entries_as_are_asked_for(String n, String tags) throws Exception {
            push("a", OCI_IMAGE, image(OCI_IMAGE, ""));

            assertThat(registry.send("GET", "/v2/shop/service/tags/list?n=" + n).body())
                    .contains("\"tags\":" + tags);
        }

        @ParameterizedTest
        @ValueSource(strings = {"1001", "99999999999999999999"})
        void have_at_most_a_thousand_entries(String n) throws Exception {
            assertThat(registry.send("GET", "/v2/shop/service/tags/list?n=" + n))
                    .satisfies(refused(405, "UNSUPPORTED"))
                    .satisfies(answer -> assertThat(answer.body()).contains("less than or equal to 1000"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"-1", "x", ""})
        void need_a_number(String n) throws Exception {
            assertThat(registry.send("GET", "/v2/shop/service/tags/list?n=" + n))
                    .satisfies(refused(400, "PAGINATION_NUMBER_INVALID"));
        }

        @Test
        void of_repositories_are_the_catalog() throws Exception {
            registry.ecr().createRepository(create -> create.repositoryName("shop/a"));

            assertThat(registry.send("GET", "/v2/_catalog").body()).isEqualTo("""
                {"repositories":["shop/a","shop/service"]}\
                """);
            assertThat(registry.send("GET", "/v2/_catalog?n=1").headers().firstValue("Link"))
                    .contains("</v2/_catalog?n=1&last=shop/a>; rel=\"next\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /v2/shop/unknown/tags/list,      404, NAME_UNKNOWN",
        "POST,   /v2/shop/unknown/blobs/uploads/, 404, NAME_UNKNOWN",
        "GET,    /v2/shop/service/tags/other,     404, UNSUPPORTED",
        "GET,    /v2/nothing,                     404, UNSUPPORTED",
        "POST,   /v2/shop/service/manifests/a,    405, UNSUPPORTED",
        "DELETE, /v2/shop/service/tags/list,      405, UNSUPPORTED",
        "GET,    /v2/shop/service/manifests/a,    404, MANIFEST_UNKNOWN"
    })
    void what_is_not_there_is_named_by_its_code(String method, String path, int status, String code) throws Exception {
        assertThat(registry.send(method, path)).satisfies(refused(status, code));
    }

    private static String requires(String what) {
        return ("%s with digests '[%s]' required for pushing image into repository with name 'shop/service' in the"
                        + " registry with id '000000000000' do not exist")
                .formatted(what, NOT_PUSHED);
    }

    private HttpResponse<String> push(String reference, String type, String content)
            throws IOException, InterruptedException {
        return registry.send("PUT", MANIFESTS + reference, content, "Content-Type", type);
    }

    private String image(String type, String more) {
        return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":{\"digest\":\"%s\"}%s}"
                .formatted(type, config, more);
    }

    private static String index(String type, String child) {
        return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[{\"digest\":\"%s\"}]}".formatted(type, child);
    }

    private static String digest(HttpResponse<String> answer) {
        return answer.headers().firstValue("Docker-Content-Digest").orElseThrow();
    }
}
