package dev.greenroom.localcloud.cloudformation.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates as people write them, from beginning to end. */
class WholeTemplatesTest {
    private static String template(String name) {
        try (var stream = WholeTemplatesTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"service.yaml", "database.yaml", "network.json"})
    void mean_the_same_in_json(String name) {
        var asWritten = Template.parse(template(name));
        var asJson = Template.parse(JsonForm.of(template(name)));

        assertThat(asJson.resources()).isEqualTo(asWritten.resources());
        assertThat(asJson.parameters()).isEqualTo(asWritten.parameters());
        assertThat(asJson.outputs()).isEqualTo(asWritten.outputs());
    }

    @Nested
    class AService {
        private static final String DIGEST = "0".repeat(63) + "f";
        private final TemplateFixture fixture = new TemplateFixture()
                .export("net-Secret", "arn:secret")
                .export("net-SecurityGroup", "sg-1")
                .export("net-Subnets", "subnet-1,subnet-2")
                .known("Cluster", "shop-b")
                .known("LogGroup", "/service/shop")
                .known("ExecutionRole.Arn", "arn:role")
                .known("TaskDefinition", "arn:task:1")
                .known("Service", "arn:service")
                .known("Service.Name", "shop-service")
                .known("Alarm.Arn", "arn:alarm");
        private final Map<String, String> given = new HashMap<>(Map.of(
                "NetworkStack", "net",
                "Environment", "test",
                "Image", "shop@sha256:" + DIGEST,
                "Slot", "b"));

        private Evaluation evaluation() {
            return fixture.evaluate(template("service.yaml"), given);
        }

        @Test
        void is_made_in_the_order_of_its_references() {
            var graph = evaluation().dependencies();

            assertThat(graph.dependenciesOf("Service"))
                    .containsExactlyInAnyOrder("Cluster", "TaskDefinition", "ExecutionRole");
            assertThat(graph.dependenciesOf("TaskDefinition")).containsExactly("ExecutionRole", "LogGroup");
            assertThat(graph.dependentsOf("Service")).containsExactly("Alarm");
            assertThat(graph.creationOrder())
                    .containsExactly("Cluster", "LogGroup", "ExecutionRole", "TaskDefinition", "Service", "Alarm");
        }

        @Test
        void has_a_task_definition_for_its_environment() {
            var properties = evaluation().properties("TaskDefinition", fixture);

            assertThat(properties)
                    .containsEntry("Cpu", 512L)
                    .containsEntry("ExecutionRoleArn", "arn:role")
                    .containsEntry(
                            "ContainerDefinitions",
                            List.of(Map.of(
                                    "Name", "service",
                                    "Image", "shop@sha256:" + DIGEST,
                                    "PortMappings", List.of(Map.of("ContainerPort", "8080")),
                                    "Environment",
                                            List.of(
                                                    Map.of("Name", "SLOT", "Value", "b"),
                                                    Map.of("Name", "COMMIT", "Value", DIGEST),
                                                    Map.of(
                                                            "Name", "PEERS",
                                                            "Value", "arn:aws:sns:eu-west-1:111122223333:news")),
                                    "Secrets",
                                            List.of(Map.of("Name", "PASSWORD", "ValueFrom", "arn:secret:password::")),
                                    "LogConfiguration",
                                            Map.of(
                                                    "LogDriver",
                                                    "awslogs",
                                                    "Options",
                                                    Map.of(
                                                            "awslogs-group", "/service/shop",
                                                            "awslogs-region", "eu-west-1",
                                                            "awslogs-stream-prefix", "service")))));
        }

        @Test
        void has_a_service_in_imported_subnets() {
            assertThat(evaluation().properties("Service", fixture))
                    .containsEntry("DesiredCount", 2L)
                    .containsEntry(
                            "DeploymentConfiguration",
                            Map.of(
                                    "DeploymentCircuitBreaker",
                                    Map.of("Enable", true, "Rollback", true),
                                    "MaximumPercent",
                                    200L))
                    .containsEntry(
                            "NetworkConfiguration",
                            Map.of(
                                    "AwsvpcConfiguration",
                                    Map.of(
                                            "AssignPublicIp", "ENABLED",
                                            "SecurityGroups", List.of("sg-1"),
                                            "Subnets", List.of("subnet-1", "subnet-2"))));
        }

        @Test
        void keeps_the_condition_of_a_policy_statement() {
            assertThat(evaluation().properties("ExecutionRole", fixture))
                    .extractingByKey("AssumeRolePolicyDocument")
                    .asString()
                    .contains("Condition={StringEquals={aws:SourceAccount=111122223333}}");
        }

        @Test
        void exports_its_outputs() {
            assertThat(evaluation().outputs(fixture))
                    .extracting(Output::name, Output::value, output -> output.exportName()
                            .orElse(""))
                    .containsExactly(tuple("Service", "arn:service", "shop-Service"), tuple("Alarm", "arn:alarm", ""));
        }

        @Test
        void is_smaller_in_dev() {
            given.putAll(Map.of("Environment", "dev", "Slot", ""));
            var evaluation = evaluation();

            assertThat(evaluation.isIncluded("Alarm")).isFalse();
            assertThat(evaluation.resources()).doesNotContainKey("Alarm");
            assertThat(evaluation.outputs(fixture)).extracting(Output::name).containsExactly("Service");
            assertThat(evaluation.properties("Cluster", fixture)).containsEntry("ClusterName", "shop");
            assertThat(evaluation.properties("TaskDefinition", fixture).toString())
                    .doesNotContain("PEERS");
        }

        @Test
        void has_rules_and_constraints() {
            given.put("Environment", "dev");
            assertThatThrownBy(this::evaluation).hasMessage("Rule SlotsBelongToTest failed with dev has no slots");
            given.put("Image", "shop:latest");
            assertThatThrownBy(this::evaluation)
                    .hasMessage("Parameter Image failed to satisfy constraint: an image must be named by its digest");
        }

        @Test
        void needs_iam() {
            assertThat(Template.parse(template("service.yaml")).requiredCapabilities())
                    .containsExactly("CAPABILITY_IAM");
        }
    }

    @Nested
    class ADatabase {
        private final TemplateFixture fixture = new TemplateFixture()
                .stored("/shop/mysql-version", "8.0.42")
                .known("Secret", "arn:secret")
                .known("SubnetGroup", "group")
                .known("Group.GroupId", "sg-2")
                .known("Database.Endpoint.Address", "db.local")
                .known("Database.Endpoint.Port", "3306");
        private final Evaluation evaluation = fixture.evaluate(
                template("database.yaml"), Map.of("Subnets", "subnet-1, subnet-2", "AllowedGroup", "sg-1"));

        @Test
        void is_made_with_a_password_from_its_secret() {
            assertThat(evaluation.properties("Database", fixture))
                    .containsEntry("EngineVersion", "8.0.42")
                    .containsEntry("MultiAZ", "true")
                    .containsEntry("MasterUsername", "<secretsmanager arn:secret:SecretString:username>")
                    .containsEntry("MasterUserPassword", "<secretsmanager arn:secret:SecretString:password>");
        }

        @Test
        void is_planned_without_reading_the_secret() {
            assertThat(evaluation.plannedProperties("Database", fixture))
                    .containsEntry("MasterUserPassword", "{{resolve:secretsmanager:arn:secret:SecretString:password}}");
            assertThat(evaluation.plannedProperties("Database", ResourceLookup.nothingKnown()))
                    .containsEntry("MasterUserPassword", Evaluation.KNOWN_AFTER_APPLY)
                    .containsEntry("VPCSecurityGroups", List.of(Evaluation.KNOWN_AFTER_APPLY))
                    .containsEntry("Engine", "mysql");
        }

        @Test
        void waits_for_what_it_refers_to() {
            assertThat(evaluation.dependencies().dependenciesOf("Database"))
                    .containsExactlyInAnyOrder("SubnetGroup", "Secret", "Group");
        }

        @Test
        void says_where_it_is() {
            assertThat(evaluation.outputs(fixture)).first().satisfies(output -> {
                assertThat(output.value()).isEqualTo("jdbc:mysql://db.local:3306/shop");
                assertThat(output.exportName()).contains("shop-Url");
            });
        }
    }

    @Nested
    class ANetwork {
        private final TemplateFixture fixture = new TemplateFixture()
                .known("Network", "vpc-1")
                .known("Network.CidrBlock", "10.20.0.0/16")
                .known("First", "subnet-1")
                .known("Second", "subnet-2")
                .known("Gateway", "igw-1");
        private final Evaluation evaluation = fixture.evaluate(template("network.json"));

        @Test
        void is_divided() {
            assertThat(evaluation.properties("Second", fixture))
                    .isEqualTo(Map.of("VpcId", "vpc-1", "AvailabilityZone", "eu-west-1b", "CidrBlock", "10.20.1.0/24"));
        }

        @Test
        void has_a_gateway_here_only() {
            assertThat(evaluation.resources().keySet())
                    .containsExactly("Network", "First", "Second", "Gateway", "Attachment");
            assertThat(evaluation.dependencies().dependenciesOf("Attachment"))
                    .containsExactlyInAnyOrder("Network", "Gateway", "First", "Second");
            assertThat(evaluation.outputs(fixture))
                    .extracting(Output::value)
                    .containsExactly("subnet-1,subnet-2", "80/443", "igw-1");
        }
    }
}
