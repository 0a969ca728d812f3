package dev.greenroom.localcloud.cloudformation.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ResourceSchemaTest {
    private final ResourceSchemas schemas = new ResourceSchemas();

    @Test
    void a_type_that_this_build_does_not_carry_has_no_schema() {
        assertThat(schemas.find("AWS::Greenroom::Nothing")).isEmpty();
    }

    @Test
    void replacement_comes_from_the_properties_that_can_only_be_set_at_creation() {
        assertThat(schema("AWS::ElasticLoadBalancingV2::TargetGroup").replacingProperties())
                .contains("Name", "Port", "Protocol", "VpcId", "TargetType")
                .doesNotContain("HealthCheckPath", "TargetGroupAttributes", "Tags");
        assertThat(schema("AWS::ElasticLoadBalancingV2::Listener").replacingProperties())
                .containsExactly("LoadBalancerArn");
    }

    @Test
    void attributes_are_the_read_only_properties() {
        assertThat(schema("AWS::RDS::DBInstance").attributes()).contains("Endpoint.Address", "Endpoint.Port");
    }

    @Test
    void knows_which_types_carry_tags() {
        assertThat(schema("AWS::ECS::Service").isTaggable()).isTrue();
        assertThat(schema("AWS::IAM::Policy").isTaggable()).isFalse();
    }

    @Nested
    class Violations {
        @Test
        void none_for_properties_that_fit() {
            assertThat(violations(
                            "AWS::ECR::Repository",
                            Map.of("RepositoryName", "a", "EmptyOnDelete", "true", "ImageTagMutability", "IMMUTABLE")))
                    .isEmpty();
        }

        @Test
        void an_unknown_property_is_named() {
            assertThat(violations("AWS::ECR::Repository", Map.of("Colour", "green")))
                    .containsExactly("Encountered unsupported property Colour");
        }

        @Test
        void an_unknown_nested_property_is_named_with_its_path() {
            assertThat(violations("AWS::ECR::Repository", Map.of("ImageScanningConfiguration", Map.of("Deep", true))))
                    .containsExactly("Encountered unsupported property ImageScanningConfiguration/Deep");
        }

        @Test
        void a_read_only_property_can_not_be_set() {
            assertThat(violations("AWS::ECR::Repository", Map.of("RepositoryUri", "x")))
                    .containsExactly("Encountered unsupported property RepositoryUri");
        }

        @Test
        void a_missing_required_property_is_named_in_aws_words() {
            assertThat(violations("AWS::SSM::Parameter", Map.of("Value", "x")))
                    .containsExactly("Property validation failure: [The property {/Type} is required]");
        }

        @Test
        void a_value_of_another_type_is_named() {
            assertThat(violations("AWS::ECS::Service", Map.of("DesiredCount", "many")))
                    .containsExactly(
                            "Property validation failure: [Value of property {/DesiredCount} does not match type {Integer}]");
            assertThat(violations("AWS::ECR::Repository", Map.of("RepositoryName", List.of("a"))))
                    .containsExactly(
                            "Property validation failure: [Value of property {/RepositoryName} does not match type {String}]");
        }

        @Test
        void a_value_outside_the_enumeration_is_named() {
            assertThat(violations("AWS::ECR::Repository", Map.of("ImageTagMutability", "SOMETIMES")))
                    .singleElement()
                    .asString()
                    .contains("/ImageTagMutability", "SOMETIMES", "IMMUTABLE");
        }

        @Test
        void a_value_that_is_not_known_yet_fits_anything() {
            assertThat(schema("AWS::ECS::Service").violations(Map.of("DesiredCount", "later"), "later"::equals))
                    .isEmpty();
        }

        private List<String> violations(String type, Map<String, Object> properties) {
            return schema(type).violations(properties, value -> false);
        }
    }

    private ResourceSchema schema(String type) {
        return schemas.find(type).orElseThrow();
    }
}
