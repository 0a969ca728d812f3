package dev.greenroom.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** What the templates promise beyond being valid, which {@code lint-templates} checks. */
final class TemplatesTest {
    private static final Path FOLDER = Path.of("templates");
    private static final int MOST_LINES = 250;
    private static final List<String> SECTIONS =
            List.of("AWSTemplateFormatVersion", "Description", "Parameters", "Conditions", "Resources", "Outputs");

    /** The types used here that AWS gives no tags. */
    private static final Set<String> WITHOUT_TAGS = Set.of(
            "AWS::EC2::SecurityGroupIngress",
            "AWS::ElasticLoadBalancingV2::Listener",
            "AWS::Logs::MetricFilter",
            "AWS::S3::BucketPolicy",
            "AWS::SNS::Subscription",
            "AWS::SNS::TopicPolicy");

    private static final Set<String> STATEFUL = Set.of(
            "AWS::CodeCommit::Repository",
            "AWS::S3::Bucket",
            "AWS::ECR::Repository",
            "AWS::RDS::DBInstance",
            "AWS::SecretsManager::Secret",
            "AWS::Logs::LogGroup");

    @ParameterizedTest
    @MethodSource("templates")
    void are_short_and_in_the_same_order(Path template) throws IOException {
        assertThat(Files.readAllLines(template)).hasSizeLessThanOrEqualTo(MOST_LINES);
        var sections = read(template).keySet();
        assertThat(sections)
                .containsExactlyElementsOf(
                        SECTIONS.stream().filter(sections::contains).toList());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void describe_and_constrain_every_parameter(Path template) {
        section(template, "Parameters").forEach((name, parameter) -> {
            assertThat(parameter).as(name).containsKeys("Type", "Description");
            if (!String.valueOf(parameter.get("Type")).contains("AWS::")) {
                assertThat(parameter.keySet()).as(name).containsAnyOf("AllowedValues", "AllowedPattern", "MinValue");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("templates")
    void describe_every_output(Path template) {
        section(template, "Outputs")
                .forEach((name, output) -> assertThat(output).as(name).containsKeys("Description", "Value"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void tag_every_resource_that_can_carry_tags(Path template) {
        section(template, "Resources").forEach((name, resource) -> {
            if (!WITHOUT_TAGS.contains(String.valueOf(resource.get("Type")))) {
                assertThat(tagKeys(resource)).as(name).containsExactly("Project", "Environment", "Component");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("templates")
    void decide_what_becomes_of_everything_that_holds_data(Path template) {
        section(template, "Resources").values().stream()
                .filter(resource -> STATEFUL.contains(String.valueOf(resource.get("Type"))))
                .forEach(resource -> assertThat(resource).containsKeys("DeletionPolicy", "UpdateReplacePolicy"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void name_no_account_region_or_mutable_tag(Path template) throws IOException {
        assertThat(Files.readString(template))
                .doesNotContainPattern("\\d{12}")
                .doesNotContainPattern("(eu|us|ap)-[a-z]+-\\d")
                .doesNotContain(":latest")
                .doesNotContain("arn:aws:");
    }

    @ParameterizedTest
    @CsvSource({"dev, local", "dev, aws", "test, local", "test, aws"})
    void get_all_they_need_from_the_environments(String environment, String target) {
        var files = InfraFiles.in(Path.of(""));
        var settings = EnvironmentSettings.read(environment, target, files.environment(environment));
        var blueprint = new Blueprint(
                "demo", settings, files, () -> new DefaultNetwork("vpc-1", List.of("subnet-a", "subnet-b")));

        assertThatCode(() -> {
                    blueprint.check();
                    blueprint.security();
                    blueprint.database();
                    blueprint.cluster();
                    blueprint.loadBalancer();
                    blueprint.alarms();
                    blueprint.service(Slot.A, new Image("demo/service", "sha256:" + "0".repeat(64)));
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "aws"})
    void get_all_that_the_delivery_needs_from_what_is_shared(String target) {
        var blueprint = new DeliveryBlueprint(
                new ShowcaseSettings("demo", target),
                InfraFiles.in(Path.of("")),
                () -> new DefaultNetwork("vpc-1", List.of("subnet-a", "subnet-b")));

        blueprint.check();

        assertThat(blueprint.components())
                .allSatisfy(component ->
                        assertThat(blueprint.spec(component).name()).isEqualTo("demo-" + component));
    }

    @Test
    void let_nobody_but_the_toggle_move_end_users() {
        for (var template : templates().toList()) {
            section(template, "Resources").forEach((name, resource) -> {
                var mayMove = String.valueOf(resource.get("Properties")).contains("elasticloadbalancing:Modify");
                assertThat(mayMove).as("%s in %s", name, template).isEqualTo(name.equals("ToggleRole"));
            });
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void explain_every_permission_that_is_not_for_one_resource(Path template) throws IOException {
        var lines = Files.readAllLines(template);
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).strip().equals("Resource: \"*\"")) {
                var statement = line;
                while (!lines.get(statement).strip().equals("- Effect: Allow")) {
                    statement--;
                }
                assertThat(lines.get(statement - 1).strip())
                        .as("%s:%d", template, line + 1)
                        .startsWith("# ");
            }
        }
    }

    @Test
    void keep_the_password_out_of_parameters_and_outputs() {
        for (var template : templates().toList()) {
            assertThat(section(template, "Parameters").keySet()).noneMatch(name -> name.contains("Password"));
            section(template, "Outputs").values().forEach(output -> assertThat(String.valueOf(output.get("Value")))
                    .doesNotContain("resolve:secretsmanager"));
        }
    }

    private static Stream<Path> templates() {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> tagKeys(Map<String, Object> resource) {
        var keys = new ArrayList<String>();
        if (resource.get("Properties") instanceof Map<?, ?> properties
                && properties.get("Tags") instanceof List<?> tags) {
            tags.forEach(tag -> keys.add(String.valueOf(((Map<?, ?>) tag).get("Key"))));
        }
        return keys;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> section(Path template, String name) {
        return (Map<String, Map<String, Object>>) read(template).get(name);
    }

    private static Map<String, Object> read(Path template) {
        try {
            return new Yaml(new Plain()).load(Files.readString(template));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Takes intrinsic functions for the values behind them. */
    private static final class Plain extends SafeConstructor {
        Plain() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    if (node instanceof SequenceNode sequence) {
                        return constructSequence(sequence);
                    }
                    return node instanceof MappingNode mapping
                            ? constructMapping(mapping)
                            : constructScalar((ScalarNode) node);
                }
            });
        }
    }
}
