package dev.greenroom.localcloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

class TemplatesTest {
    private static final String TEMPLATE = """
        AWSTemplateFormatVersion: "2010-09-09"
        Description: A role
        Parameters:
          Title: {Type: String, Default: news, Description: What it says, AllowedValues: [news, alarms]}
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties: {AssumeRolePolicyDocument: {}, Description: !Ref Title}
        """;

    private final CloudFormationFixture cloud = new CloudFormationFixture();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void a_stack_returns_the_template_as_it_was_submitted() {
        cloud.created("demo", TEMPLATE);

        assertThat(cloud.client
                        .getTemplate(request -> request.stackName("demo"))
                        .templateBody())
                .isEqualTo(TEMPLATE);
    }

    @Test
    void a_summary_tells_what_a_template_needs() {
        var summary = cloud.client.getTemplateSummary(request -> request.templateBody(TEMPLATE));

        assertThat(summary.description()).isEqualTo("A role");
        assertThat(summary.resourceTypes()).containsExactly("AWS::IAM::Role");
        assertThat(summary.capabilities()).containsExactly(Capability.CAPABILITY_IAM);
        assertThat(summary.parameters()).singleElement().satisfies(parameter -> {
            assertThat(parameter.parameterKey()).isEqualTo("Title");
            assertThat(parameter.defaultValue()).isEqualTo("news");
            assertThat(parameter.parameterConstraints().allowedValues()).containsExactly("news", "alarms");
        });
    }

    @Test
    void a_summary_lists_allowed_values_only_where_the_template_does() {
        var summary = cloud.client.getTemplateSummary(request -> request.templateBody("""
            Parameters: {Title: {Type: String}}
            Resources: {Topic: {Type: AWS::SNS::Topic}}
            """));

        assertThat(summary.parameters().get(0).parameterConstraints().hasAllowedValues())
                .isFalse();
    }

    @Test
    void validation_tells_the_same() {
        var validated = cloud.client.validateTemplate(request -> request.templateBody(TEMPLATE));

        assertThat(validated.capabilities()).containsExactly(Capability.CAPABILITY_IAM);
        assertThat(validated.parameters()).singleElement().satisfies(parameter -> assertThat(parameter.description())
                .isEqualTo("What it says"));
    }

    @Test
    void validation_refuses_what_is_no_template() {
        assertThatThrownBy(() -> cloud.client.validateTemplate(request -> request.templateBody("{\"Resources\": {}}")))
                .hasMessageStartingWith("Template format error: At least one Resources member must be defined.");
    }

    @Nested
    class In_S3 {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://localhost:4566/templates/deep/topic.yaml",
                    "http://127.0.0.1:4566/templates/deep/topic.yaml",
                    "https://templates.s3.eu-central-1.amazonaws.com/deep/topic.yaml",
                    "https://templates.s3.amazonaws.com/deep/topic.yaml",
                    "https://s3.eu-central-1.amazonaws.com/templates/deep/topic.yaml",
                    "https://s3.amazonaws.com/templates/deep/topic.yaml"
                })
        void a_template_is_read_from_any_form_of_its_address(String url) {
            cloud.aws.s3.put("templates/deep/topic.yaml", "Resources: {Topic: {Type: AWS::SNS::Topic}}");

            cloud.client.createStack(request -> request.stackName("demo").templateURL(url));
            cloud.awaitStatus("demo", StackStatus.CREATE_COMPLETE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"file:///etc/passwd", "https://s3.amazonaws.com/templates"})
        void other_addresses_are_refused(String url) {
            assertThatThrownBy(() -> cloud.client.createStack(
                            request -> request.stackName("demo").templateURL(url)))
                    .hasMessageStartingWith("TemplateURL must be a supported URL.");
        }
    }

    @Test
    void without_a_template_there_is_no_stack() {
        assertThatThrownBy(() -> cloud.client.createStack(request -> request.stackName("demo")))
                .hasMessageStartingWith("Either Template URL or Template Body must be specified.");
    }

    @Test
    void long_lists_come_in_pages() {
        var template = new StringBuilder("Resources:\n");
        for (int i = 0; i < 120; i++) {
            template.append("  Topic%d: {Type: AWS::SNS::Topic}\n".formatted(i));
        }
        cloud.created("demo", template.toString());

        var first = cloud.client.describeStackEvents(request -> request.stackName("demo"));
        assertThat(first.stackEvents()).hasSize(100);
        assertThat(cloud.events("demo")).hasSize(2 + 3 * 120);
        assertThat(cloud.client
                        .listStackResourcesPaginator(request -> request.stackName("demo"))
                        .stackResourceSummaries())
                .hasSize(120);
        assertThatThrownBy(() -> cloud.client.describeStackEvents(
                        request -> request.stackName("demo").nextToken("nonsense")))
                .hasMessageContaining("nonsense");
    }
}
