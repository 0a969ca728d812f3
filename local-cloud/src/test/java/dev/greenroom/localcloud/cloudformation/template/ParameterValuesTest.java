package dev.greenroom.localcloud.cloudformation.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterValuesTest {
    private static final String RESOURCES = "\nResources: {Topic: {Type: AWS::SNS::Topic}}";

    private final TemplateFixture lookup = new TemplateFixture()
            .stored("/shop/image", "ami-1")
            .stored("/shop/subnets", "subnet-1,subnet-2")
            .stored("/shop/missing", "ami-missing");

    private ParameterValues resolve(
            String parameters, Map<String, ParameterInput> given, Map<String, String> previous) {
        return ParameterValues.resolve(
                Template.parse("Parameters: " + parameters + RESOURCES), given, previous, lookup);
    }

    private ParameterValue single(String declaration, String value) {
        return resolve("{P: %s}".formatted(declaration), Map.of("P", ParameterInput.of(value)), Map.of())
                .all()
                .get(0);
    }

    @Nested
    class Come {
        private static final String PARAMETERS = "{A: {Type: String, Default: a}, B: {Type: String}}";

        @Test
        void from_the_request_or_the_default() {
            assertThat(resolve(PARAMETERS, Map.of("B", ParameterInput.of("")), Map.of())
                            .declaredValues())
                    .isEqualTo(Map.of("A", "a", "B", ""));
        }

        @Test
        void from_the_previous_operation_if_the_request_says_so() {
            var given = Map.of("A", ParameterInput.usePrevious(), "B", ParameterInput.usePrevious());

            assertThat(resolve(PARAMETERS, given, Map.of("A", "x", "B", "y")).declaredValues())
                    .isEqualTo(Map.of("A", "x", "B", "y"));
        }

        @Test
        void from_the_default_again_if_an_update_leaves_them_out() {
            assertThat(resolve(PARAMETERS, Map.of("B", ParameterInput.usePrevious()), Map.of("A", "x", "B", "y"))
                            .declaredValues())
                    .isEqualTo(Map.of("A", "a", "B", "y"));
        }

        @Test
        void in_the_order_of_the_template() {
            assertThat(resolve("{Z: {Type: String, Default: z}, A: {Type: String, Default: a}}", Map.of(), Map.of())
                            .all())
                    .extracting(ParameterValue::name)
                    .containsExactly("Z", "A");
        }

        @Test
        void or_are_missed_all_at_once() {
            assertThatThrownBy(() -> resolve("{X: {Type: String}, Y: {Type: String}}", Map.of(), Map.of()))
                    .hasMessage("Parameters: [X, Y] must have values");
            assertThatThrownBy(
                            () -> resolve("{X: {Type: String}}", Map.of("X", ParameterInput.usePrevious()), Map.of()))
                    .hasMessage("Parameters: [X] must have values");
        }

        @Test
        void for_parameters_that_exist() {
            assertThatThrownBy(() -> resolve("{}", Map.of("X", ParameterInput.of("a")), Map.of()))
                    .hasMessage("Parameters: [X] do not exist in the template");
        }
    }

    @Nested
    class Have {
        @Test
        void a_form_for_references() {
            assertThat(single("{Type: Number}", "08").referenced()).isEqualTo("08");
            assertThat(single("{Type: List<Number>}", "80, 443").referenced()).isEqualTo(List.of("80", "443"));
            assertThat(single("{Type: CommaDelimitedList}", " a,b , c ").referenced())
                    .isEqualTo(List.of("a", "b", "c"));
            assertThat(single("{Type: CommaDelimitedList}", "").referenced()).isEqualTo(List.of(""));
            assertThat(single("{Type: List<AWS::EC2::Subnet::Id>}", "subnet-1,subnet-2")
                            .referenced())
                    .isEqualTo(List.of("subnet-1", "subnet-2"));
        }

        @Test
        void a_form_for_showing() {
            assertThat(single("{Type: String, NoEcho: true}", "secret").shownValue())
                    .isEqualTo("****");
            assertThat(single("{Type: String, NoEcho: 'true'}", "secret").shownValue())
                    .isEqualTo("****");
            assertThat(single("{Type: String}", "open").shownValue()).isEqualTo("open");
        }

        @Test
        void a_resolved_value_if_they_name_an_ssm_parameter() {
            var image = single("{Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>'}", "/shop/image");
            var subnets = single("{Type: 'AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>'}", "/shop/subnets");

            assertThat(image.value()).isEqualTo("/shop/image");
            assertThat(image.resolvedValue()).contains("ami-1");
            assertThat(image.referenced()).isEqualTo("ami-1");
            assertThat(subnets.referenced()).isEqualTo(List.of("subnet-1", "subnet-2"));
            assertThat(single("{Type: 'AWS::SSM::Parameter::Value<CommaDelimitedList>'}", "/shop/subnets")
                            .referenced())
                    .isEqualTo(List.of("subnet-1", "subnet-2"));
        }
    }

    @Nested
    class Satisfy {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "{Type: Number} | x | Parameter 'P' must be a number.",
                    "{Type: List<Number>} | 1,x | Parameter 'P' must be a number.",
                    "{Type: Number, MinValue: 2} | 1.5 | Parameter 'P' must be a number not less than 2",
                    "{Type: Number, MaxValue: 2} | 2.5 | Parameter 'P' must be a number not greater than 2",
                    "{Type: String, AllowedValues: [a, b]} | c | Parameter 'P' must be one of AllowedValues",
                    "{Type: String, AllowedValues: [true]} | yes | Parameter 'P' must be one of AllowedValues",
                    "{Type: CommaDelimitedList, AllowedValues: [a, b]} | a,c | Parameter 'P' must be one of AllowedValues",
                    "{Type: String, AllowedPattern: '[a-z]+'} | a1 | Parameter 'P' must match pattern [a-z]+",
                    "{Type: String, MinLength: 2} | a | Parameter 'P' must contain at least 2 characters",
                    "{Type: String, MaxLength: 2} | abc | Parameter 'P' must contain at most 2 characters",
                    "{Type: String, MaxLength: 2, ConstraintDescription: be short} | abc | Parameter P failed to satisfy constraint: be short",
                    "{Type: 'AWS::EC2::VPC::Id'} | vpc-missing | Parameter validation failed: parameter value vpc-missing for parameter name P does not exist",
                    "{Type: 'List<AWS::EC2::Subnet::Id>'} | subnet-1,subnet-missing | Parameter validation failed: parameter value subnet-missing for parameter name P does not exist",
                    "{Type: 'AWS::SSM::Parameter::Name'} | missing | Parameter validation failed: parameter value missing for parameter name P does not exist",
                    "{Type: 'AWS::SSM::Parameter::Value<String>'} | /none | Unable to fetch parameters [/none] from parameter store for this account.",
                    "{Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>'} | /shop/missing | Parameter validation failed: parameter value ami-missing for parameter name P does not exist",
                })
        void their_declarations_or_are_refused(String declaration, String value, String message) {
            assertThatThrownBy(() -> single(declaration, value))
                    .isInstanceOf(TemplateException.class)
                    .hasMessage(message);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{Type: Number, MinValue: 1, MaxValue: 2} | 2.0",
                    "{Type: String, AllowedValues: [true, 1]} | true",
                    "{Type: String, AllowedPattern: '^[a-z]+$', MinLength: 1, MaxLength: 3} | abc",
                    "{Type: 'List<AWS::EC2::AvailabilityZone::Name>'} | eu-west-1a,eu-west-1b",
                    "{Type: 'AWS::EC2::KeyPair::KeyName'} | mine",
                    "{Type: 'AWS::Route53::HostedZone::Id'} | Z1",
                    "{Type: 'AWS::SSM::Parameter::Value<String>', AllowedPattern: '/.*'} | /shop/image",
                })
        void their_declarations(String declaration, String value) {
            assertThat(single(declaration, value).value()).isEqualTo(value);
        }
    }
}
