package dev.greenroom.localcloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Secrets reach the resources and nobody else. */
class SecretsTest {
    private static final String TEMPLATE = """
            Parameters:
              Token: {Type: String, NoEcho: true}
              Size: {Type: String, Default: small}
            Resources:
              Database:
                Type: AWS::RDS::DBInstance
                Properties:
                  DBInstanceClass: !Ref Size
                  Engine: "{{resolve:ssm:engine}}"
                  MasterUserPassword: "{{resolve:secretsmanager:db:SecretString:password}}"
                  DBName: !Ref Token
            """;

    private final CloudFormationFixture cloud = new CloudFormationFixture();

    @BeforeEach
    void keepSecrets() {
        cloud.aws.secrets.put("db", "{\"username\":\"admin\",\"password\":\"s3cret\"}");
        cloud.aws.parameters.put("engine", "mysql");
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void resources_get_the_real_values() {
        cloud.created("demo", TEMPLATE, "Token=t0ken");

        assertThat(cloud.world.existing().get("Database-1"))
                .containsEntry("MasterUserPassword", "s3cret")
                .containsEntry("Engine", "mysql")
                .containsEntry("DBName", "t0ken");
    }

    @Test
    void events_show_the_reference_and_a_mask() {
        cloud.created("demo", TEMPLATE, "Token=t0ken");

        assertThat(cloud.client
                        .describeStackEvents(request -> request.stackName("demo"))
                        .stackEvents())
                .extracting(StackEvent::resourceProperties)
                .filteredOn(properties -> properties != null)
                .hasSize(3)
                .allSatisfy(properties -> assertThat(properties)
                        .contains("\"MasterUserPassword\":\"{{resolve:secretsmanager:db:SecretString:password}}\"")
                        .contains("\"DBName\":\"****\"")
                        .contains("\"Engine\":\"mysql\""));
        assertThat(cloud.stack("demo").parameters().get(0).parameterValue()).isEqualTo("****");
    }

    @Test
    void change_sets_show_the_reference_and_a_mask() {
        String id = cloud.client
                .createChangeSet(request -> request.stackName("demo")
                        .changeSetName("first")
                        .changeSetType(ChangeSetType.CREATE)
                        .templateBody(TEMPLATE)
                        .parameters(CloudFormationFixture.parameters("Token=t0ken")))
                .id();

        var changeSet = cloud.client.describeChangeSet(
                request -> request.changeSetName(id).includePropertyValues(true));
        assertThat(changeSet.toString()).doesNotContain("s3cret").doesNotContain("t0ken");
    }

    @Test
    void a_new_value_behind_a_NoEcho_parameter_is_a_change() {
        cloud.created("demo", TEMPLATE, "Token=t0ken");
        cloud.update("demo", TEMPLATE, "Token=other");
        cloud.awaitStatus("demo", StackStatus.UPDATE_COMPLETE);

        assertThat(cloud.world.existing().values()).anyMatch(properties -> properties.containsValue("other"));
    }

    @Test
    void a_new_value_behind_a_secret_is_not() {
        cloud.created("demo", TEMPLATE, "Token=t0ken");
        cloud.aws.secrets.put("db", "{\"password\":\"changed\"}");
        cloud.world.forget();

        cloud.updated("demo", TEMPLATE + "  More: {Type: AWS::SNS::Topic}\n", "Token=t0ken");

        assertThat(cloud.world.actions()).containsExactly("create More");
    }

    @Test
    void a_reference_to_nothing_fails_by_name() {
        String id = cloud.create("demo", TEMPLATE.replace("SecretString:password", "SecretString:nothing"), "Token=x");
        cloud.awaitStatus(id, StackStatus.ROLLBACK_COMPLETE);

        assertThat(cloud.events(id))
                .contains("Database CREATE_FAILED | Could not find a value associated with JSONKey in SecretString: "
                        + "db has no key nothing");
    }
}
