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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecr.model.ImageAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageDigestDoesNotMatchException;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.LayersNotFoundException;
import software.amazon.awssdk.services.ecr.model.PutImageResponse;
import software.amazon.awssdk.services.ecr.model.ReferencedImagesNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

class RegistryTest {
    @TempDir
    private Path folder;

    private ServedRegistry served;
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
    void start() throws IOException {
        served = new ServedRegistry(folder.resolve("registry"));
        registry = served.registry();
        ecr = served.ecr();
        host = served.host();
    }

    @AfterEach
    void stop() {
        served.close();
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
                    .hasMessageContaining(
                            "The repository with name 'shop/unknown' does not exist in the registry with id");
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
    class Putting_an_image_by_the_api {
        private static final String NOT_PUSHED =
                "sha256:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a";

        private String manifest;

        @BeforeEach
        void push_its_configuration() throws Exception {
            manifest = "{\"config\":{\"digest\":\"%s\"}}".formatted(served.upload("shop/service", "{}"));
        }

        @Test
        void tags_it() {
            String digest = put(manifest, "1.0.0").image().imageId().imageDigest();

            assertThat(put(manifest, "2.0.0").image().imageId().imageDigest()).isEqualTo(digest);
            assertThat(ecr.describeImages(images -> images.repositoryName("shop/service"))
                            .imageDetails())
                    .singleElement()
                    .satisfies(image -> assertThat(image.imageTags()).containsExactly("1.0.0", "2.0.0"));
        }

        @Test
        void is_refused_where_it_is_there_already() {
            put(manifest, "1.0.0");

            assertThatExceptionOfType(ImageAlreadyExistsException.class).isThrownBy(() -> put(manifest, "1.0.0"));
        }

        @Test
        void never_moves_an_immutable_tag() {
            ecr.putImageTagMutability(
                    put -> put.repositoryName("shop/service").imageTagMutability(ImageTagMutability.IMMUTABLE));
            put(manifest, "1.0.0");

            assertThatExceptionOfType(ImageTagAlreadyExistsException.class)
                    .isThrownBy(() -> put(manifest + " ", "1.0.0"))
                    .withMessageContaining("cannot be overwritten because the tag is immutable.");
        }

        @Test
        void needs_its_layers() {
            assertThatExceptionOfType(LayersNotFoundException.class)
                    .isThrownBy(() -> put("{\"config\":{\"digest\":\"%s\"}}".formatted(NOT_PUSHED), "1.0.0"))
                    .withMessageContaining("Layers with digests '[%s]' required".formatted(NOT_PUSHED));
        }

        @Test
        void needs_the_images_of_an_index() {
            String index =
                    "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[{\"digest\":\"%s\"}]}";

            assertThatExceptionOfType(ReferencedImagesNotFoundException.class)
                    .isThrownBy(() -> ecr.putImage(put -> put.repositoryName("shop/service")
                            .imageManifest(index.formatted(NOT_PUSHED))
                            .imageManifestMediaType("application/vnd.oci.image.index.v1+json")))
                    .withMessageContaining("Images with digests '[%s]' required".formatted(NOT_PUSHED));
        }

        @Test
        void is_refused_with_another_digest() {
            assertThatExceptionOfType(ImageDigestDoesNotMatchException.class)
                    .isThrownBy(() -> ecr.putImage(put -> put.repositoryName("shop/service")
                            .imageManifest(manifest)
                            .imageDigest(NOT_PUSHED)));
        }

        private PutImageResponse put(String content, String tag) {
            return ecr.putImage(put ->
                    put.repositoryName("shop/service").imageManifest(content).imageTag(tag));
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
        String[] login = new String(Base64.getDecoder().decode(served.token()), StandardCharsets.UTF_8).split(":");
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
}
