package dev.greenroom.localcloud.cloudformation.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTest {
    private static final String TOPIC = "\nResources: {Topic: {Type: AWS::SNS::Topic}}\n";

    @Nested
    class Says {
        private static final String BODY = """
                AWSTemplateFormatVersion: 2010-09-09
                Description: The shop
                Metadata: {Owner: {Team: a}}
                Parameters:
                  Password: {Type: String, NoEcho: true, Description: secret, MinLength: 8}
                  Size: {Type: Number, Default: 2, AllowedValues: [1, 2]}
                Resources:
                  Zebra:
                    Type: AWS::RDS::DBInstance
                    Condition: Never
                    DependsOn: Ape
                    UpdateReplacePolicy: Retain
                    Metadata: {Note: !Sub 'x${Size}'}
                    UpdatePolicy: {A: b}
                    CreationPolicy: {C: d}
                    Description: ours
                    Properties: {MasterUserPassword: !Ref Password}
                  Ape: {Type: AWS::SNS::Topic, DeletionPolicy: RetainExceptOnCreate, DependsOn: [Bee]}
                  Bee: {Type: AWS::SNS::Topic}
                Conditions: {Never: !Equals [a, b]}
                Outputs:
                  Topic: {Value: !Ref Ape, Description: the topic, Condition: Never}
                """;
        private final Template template = Template.parse(BODY);

        @Test
        void what_it_is() {
            assertThat(template.body()).isEqualTo(BODY);
            assertThat(template.formatVersion()).contains("2010-09-09");
            assertThat(template.description()).contains("The shop");
            assertThat(template.metadata()).contains(Map.of("Owner", Map.of("Team", "a")));
            assertThat(template.transforms()).isEmpty();
            assertThat(template.resourceTypes()).containsExactly("AWS::RDS::DBInstance", "AWS::SNS::Topic");
        }

        @Test
        void which_parameters_it_has() {
            assertThat(template.parameters().keySet()).containsExactly("Password", "Size");
            assertThat(template.parameters().get("Password")).satisfies(password -> {
                assertThat(password.noEcho()).isTrue();
                assertThat(password.description()).contains("secret");
                assertThat(password.defaultValue()).isEmpty();
            });
            assertThat(template.parameters().get("Size").defaultValue()).contains("2");
            assertThat(template.parameters().get("Size").constraints().allowedValues())
                    .containsExactly("1", "2");
        }

        @Test
        void which_resources_it_has_in_its_own_order() {
            assertThat(template.resources().keySet()).containsExactly("Zebra", "Ape", "Bee");
            var zebra = template.resources().get("Zebra");
            assertThat(zebra.condition()).contains("Never");
            assertThat(zebra.dependsOn()).containsExactly("Ape");
            assertThat(zebra.properties()).isEqualTo(Map.of("MasterUserPassword", Map.of("Ref", "Password")));
            assertThat(zebra.metadata()).isEqualTo(Map.of("Note", Map.of("Fn::Sub", "x${Size}")));
            assertThat(zebra.updatePolicy()).isEqualTo(Map.of("A", "b"));
            assertThat(zebra.creationPolicy()).isEqualTo(Map.of("C", "d"));
            assertThat(template.resources().get("Ape").dependsOn()).containsExactly("Bee");
        }

        @Test
        void what_becomes_of_resources_it_no_longer_has() {
            var resources = template.resources();
            assertThat(resources.get("Zebra").deletionPolicy()).isEqualTo(Policy.SNAPSHOT);
            assertThat(resources.get("Zebra").updateReplacePolicy()).isEqualTo(Policy.RETAIN);
            assertThat(resources.get("Ape").deletionPolicy()).isEqualTo(Policy.RETAIN_EXCEPT_ON_CREATE);
            assertThat(resources.get("Bee").deletionPolicy()).isEqualTo(Policy.DELETE);
        }

        @Test
        void which_outputs_it_has() {
            assertThat(template.outputs().values()).singleElement().satisfies(output -> {
                assertThat(output.name()).isEqualTo("Topic");
                assertThat(output.description()).contains("the topic");
                assertThat(output.condition()).contains("Never");
            });
        }
    }

    @Nested
    class RequiresCapabilities {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                nullValues = "none",
                value = {
                    "{Type: AWS::SNS::Topic} | [] | none",
                    "{Type: AWS::IAM::Role} | [CAPABILITY_IAM] | [AWS::IAM::Role]",
                    "{Type: AWS::IAM::Policy, Properties: {PolicyName: a}} | [CAPABILITY_IAM] | [AWS::IAM::Policy]",
                    "{Type: AWS::IAM::Role, Properties: {RoleName: a}} | [CAPABILITY_NAMED_IAM] | [AWS::IAM::Role]",
                    "{Type: AWS::IAM::User, Properties: {UserName: !Ref AWS::StackName}} | [CAPABILITY_NAMED_IAM] | [AWS::IAM::User]",
                })
        void for_what_it_does_in_iam(String resource, String capabilities, String types) {
            var template = Template.parse("Resources: {R: %s}".formatted(resource));

            assertThat(template.requiredCapabilities()).hasToString(capabilities);
            assertThat(template.capabilitiesReason().orElse("none"))
                    .isEqualTo(types == null ? "none" : "The following resource(s) require capabilities: " + types);
        }

        @Test
        void for_its_transforms() {
            var template = Template.parse("Transform: AWS::LanguageExtensions" + TOPIC);

            assertThat(template.transforms()).containsExactly("AWS::LanguageExtensions");
            assertThat(template.missingCapabilities(List.of())).containsExactly("CAPABILITY_AUTO_EXPAND");
        }

        @Test
        void of_which_named_iam_covers_iam() {
            var role = Template.parse("Resources: {R: {Type: AWS::IAM::Role}}");
            var named = Template.parse("Resources: {R: {Type: AWS::IAM::Role, Properties: {RoleName: a}}}");

            assertThat(role.missingCapabilities(List.of("CAPABILITY_NAMED_IAM")))
                    .isEmpty();
            assertThat(role.missingCapabilities(List.of("CAPABILITY_IAM"))).isEmpty();
            assertThat(named.missingCapabilities(List.of("CAPABILITY_IAM"))).containsExactly("CAPABILITY_NAMED_IAM");
        }
    }

    @Nested
    class Refuses {
        static Stream<Arguments> structure() {
            return Stream.of(
                    error("Description: x", "Template format error: At least one Resources member must be defined."),
                    error("Resources: {}", "Template format error: At least one Resources member must be defined."),
                    error("Resources: [a]", "Template format error: [/Resources] section must be an object."),
                    error("Resources: {A: b}", "Template format error: Any Resources member must be an object."),
                    error(
                            "Resources: {A: {Properties: {}}}",
                            "Template format error: [/Resources/A] Every Resources object must contain a Type member."),
                    error(
                            "Resources: {A: {Type: AWS::SNS::Topic, Invalid: 10}}",
                            "Invalid template resource property 'Invalid'"),
                    error(
                            "Resources: {A-B: {Type: AWS::SNS::Topic}}",
                            "Template format error: Resource name A-B is non alphanumeric."),
                    error("Bogus: 1\nAlso: 2" + TOPIC, "Invalid template property or properties [Also, Bogus]"),
                    error("Hooks: {}" + TOPIC, "Template error: The Hooks section is not emulated"),
                    error(
                            "Transform: AWS::Serverless-2016-10-31" + TOPIC,
                            "Template error: Transform AWS::Serverless-2016-10-31 is not emulated"),
                    error(
                            "Transform: [AWS::LanguageExtensions, Mine]" + TOPIC,
                            "Template error: Transform Mine is not emulated"),
                    error("Transform: {Name: {Ref: A}}" + TOPIC, "Key Name of transform definition must be a string."),
                    error(
                            "AWSTemplateFormatVersion: 2011-09-09" + TOPIC,
                            "Template format error: unsupported value for AWSTemplateFormatVersion."),
                    error(
                            "Description: {a: b}" + TOPIC,
                            "Template format error: Every Description member must be a string."),
                    error(
                            "Description: " + "x".repeat(1025) + TOPIC,
                            "Template format error: 'Description' length is greater than 1024."),
                    error(
                            "Parameters: {Topic: {Type: String}}" + TOPIC,
                            "Template error: all resources and parameters must have unique names. Common"
                                    + " name(s):[Topic]"));
        }

        static Stream<Arguments> resources() {
            return Stream.of(
                    resource("Properties: [a]", "Template format error: [/Resources/A] Properties must be an object."),
                    resource(
                            "DependsOn: B",
                            "Template format error: Unresolved resource dependencies [B] in the Resources block of the"
                                    + " template"),
                    resource(
                            "DependsOn: {Ref: B}",
                            "Template format error: DependsOn must be a string or list of strings."),
                    resource("DependsOn: [[B]]", "Template format error: Every DependsOn value must be a string."),
                    resource(
                            "Condition: B",
                            "Template format error: Unresolved condition dependency B in the Resources block of the"
                                    + " template"),
                    resource("Condition: [B]", "Template error: All Conditions must be of type string"),
                    resource(
                            "DeletionPolicy: Keep",
                            "Template format error: Unrecognized DeletionPolicy Keep for resource A"),
                    resource(
                            "UpdateReplacePolicy: RetainExceptOnCreate",
                            "Template format error: Unrecognized UpdateReplacePolicy RetainExceptOnCreate for resource"
                                    + " A"),
                    resource(
                            "DeletionPolicy: Snapshot",
                            "Template error: resource type AWS::SNS::Topic does not support deletion policy Snapshot"),
                    resource(
                            "Metadata: {A: !Ref B}",
                            "Template format error: Unresolved resource dependencies [B] in the Resources block of the"
                                    + " template"));
        }

        static Stream<Arguments> parameters() {
            return Stream.of(
                    parameter(
                            "{Default: a}",
                            "Template format error: Every Parameters object must contain a Type member."),
                    parameter("{Type: Strin}", "Template format error: Unrecognized parameter type: Strin"),
                    parameter("{Type: List<Foo>}", "Template format error: Unrecognized parameter type: List<Foo>"),
                    parameter(
                            "{Type: 'AWS::SSM::Parameter::Value<Number>'}",
                            "Template format error: Unrecognized parameter type: AWS::SSM::Parameter::Value<Number>"),
                    parameter("{Type: String, Foo: a}", "Invalid template parameter property 'Foo'"),
                    parameter(
                            "{Type: String, Default: [a]}",
                            "Template format error: Every Default member must be a string."),
                    parameter(
                            "{Type: String, AllowedValues: a}",
                            "Template format error: Every AllowedValues member must be a list."),
                    parameter(
                            "{Type: String, MinLength: a}",
                            "Template format error: Every MinLength member must be a number."),
                    parameter(
                            "{Type: Number, MinLength: 1}",
                            "Template error: Parameter 'P' MinLength must be on a parameter of type String"),
                    parameter(
                            "{Type: String, MaxValue: 1}",
                            "Template error: Parameter 'P' MaxValue must be on a parameter of type Number"),
                    parameter(
                            "{Type: String, MinLength: 3, MaxLength: 2}",
                            "Template error: Parameter 'P' MinLength must be less than MaxLength."),
                    parameter(
                            "{Type: String, AllowedPattern: '['}",
                            "Parameter 'P' AllowedPattern must be a valid regular expression."),
                    parameter(
                            "{Type: String, AllowedValues: [a], Default: b}",
                            "Parameter 'P' must be one of AllowedValues"),
                    parameter("{Type: Number, Default: b}", "Parameter 'P' must be a number."),
                    error(
                            "Parameters: {P-1: {Type: String}}" + TOPIC,
                            "Template format error: Parameter name P-1 is non alphanumeric."));
        }

        static Stream<Arguments> mappings() {
            return Stream.of(
                    error("Mappings: {M: a}" + TOPIC, "Template format error: Every Mappings member M must be a map"),
                    error(
                            "Mappings: {M: {A: b}}" + TOPIC,
                            "Template format error: Every Mappings member A must be a map"),
                    error(
                            "Mappings: {M: {A: {B: {C: d}}}}" + TOPIC,
                            "Template format error: Every Mappings attribute must be a String or a List."),
                    error(
                            "Mappings: {M: {A: {B: !Ref AWS::Region}}}" + TOPIC,
                            "Template format error: Every Mappings attribute must be a String or a List."),
                    error(
                            "Mappings: {M: {A: {us-east-1: b}}}" + TOPIC,
                            "Template format error: Mappings attribute name 'us-east-1' must contain only alphanumeric"
                                    + " characters."),
                    error(
                            "Mappings: {M-1: {A: {B: c}}}" + TOPIC,
                            "Template format error: Mappings name M-1 is non alphanumeric."));
        }

        static Stream<Arguments> conditions() {
            return Stream.of(
                    condition(
                            "!Equals [a]",
                            "Template error: every Fn::Equals object requires a list of 2 string parameters."),
                    condition(
                            "!Equals [a, [b]]",
                            "Template error: every Fn::Equals object requires a list of 2 string parameters."),
                    condition(
                            "!Equals [a, !Ref Many]",
                            "Template error: every Fn::Equals object requires a list of 2 string parameters."),
                    condition(
                            "!Equals [!Condition C, a]",
                            "Template error: every Fn::Equals object requires a list of 2 string parameters."),
                    condition(
                            "!And [!Equals [a, a]]",
                            "Template error: every Fn::And object requires a list of at least 2 and at most 10 boolean"
                                    + " parameters."),
                    condition(
                            "!Or [a, b]",
                            "Template error: every Fn::Or object requires a list of at least 2 and at most 10 boolean"
                                    + " parameters."),
                    condition(
                            "!Not [!Equals [a, a], !Equals [a, a]]",
                            "Template error: Fn::Not requires a list argument with one element"),
                    condition("!Not [a]", "Template error: Fn::Not requires a list argument with one function token"),
                    condition(
                            "a",
                            "Template format error: Conditions can only be boolean operations on parameters and other"
                                    + " conditions"),
                    condition(
                            "!Ref Many",
                            "Template format error: Conditions can only be boolean operations on parameters and other"
                                    + " conditions"),
                    condition(
                            "!Equals [!Ref Topic, a]",
                            "Template format error: Unresolved dependencies [Topic]. Cannot reference resources in the"
                                    + " Conditions block of the template"),
                    condition(
                            "!Equals [!Sub '${Missing}', a]",
                            "Template format error: Unresolved dependencies [Missing]. Cannot reference resources in the"
                                    + " Conditions block of the template"),
                    condition(
                            "!Equals [!GetAtt Topic.Arn, a]",
                            "Template error: [/Conditions/C/Fn::Equals/0] Encountered unsupported function: Fn::GetAtt"
                                    + " Supported functions are: [Condition, Fn::And, Fn::Equals, Fn::FindInMap,"
                                    + " Fn::Join, Fn::Not, Fn::Or, Fn::Select, Fn::Split, Fn::Sub, Ref]"),
                    condition(
                            "!Equals [!FindInMap [M, a, b], a]",
                            "Template error: Mapping named 'M' is not present in the 'Mappings' section of template."),
                    condition(
                            "!Not [!Condition D]",
                            "Template format error: Unresolved condition dependencies [D] in the Conditions block of the"
                                    + " template"),
                    condition("!Not [!Condition C]", "Template error: Found circular condition dependency: [C]"),
                    error(
                            "Conditions: {A: !Not [!Condition B], B: !Not [!Condition A], C: !Not [!Condition A]}"
                                    + TOPIC,
                            "Template error: Found circular condition dependency: [A, B]"));
        }

        static Stream<Arguments> outputs() {
            return Stream.of(
                    output("{}", "Template format error: Every Outputs member must contain a Value object"),
                    output("{Value: null}", "[/Outputs/O/Value] 'null' values are not allowed in templates"),
                    output("{Value: a, Name: b}", "Invalid output property or properties [Name]"),
                    output(
                            "{Value: {a: b}}",
                            "Template format error: The Value field of every Outputs member must evaluate to a String"
                                    + " and not a Map."),
                    output(
                            "{Value: [a]}",
                            "Template format error: The Value field of every Outputs member must evaluate to a String"
                                    + " and not a List."),
                    output(
                            "{Value: !Ref Missing}",
                            "Unresolved resource dependencies [Missing] in the Outputs block of the template"),
                    output(
                            "{Value: !GetAtt Missing.Arn}",
                            "Template error: instance of Fn::GetAtt references undefined resource Missing"),
                    output(
                            "{Value: a, Condition: C}",
                            "Template format error: Unresolved condition dependency C in the Outputs block of the"
                                    + " template"),
                    output("{Value: a, Export: b}", MALFORMED),
                    output("{Value: a, Export: {}}", MALFORMED),
                    output(
                            "{Value: a, Export: {Name: !Sub '${Topic}-x'}}",
                            "Template format error: Output O is malformed.  The Name field of Export must not depend on"
                                    + " any resources, imported values, or Fn::GetAZs."),
                    error("Outputs: {O: a}" + TOPIC, "Template format error: Any Outputs member must be an object."),
                    error(
                            "Outputs: {O_1: {Value: a}}" + TOPIC,
                            "Template format error: Output name O_1 is non alphanumeric."));
        }

        static Stream<Arguments> rules() {
            return Stream.of(
                    error(
                            "Rules: {R: {}}" + TOPIC,
                            "Template format error: [/Rules/R] Every Rules object must contain an Assertions list."),
                    error(
                            "Rules: {R: {Assertions: [{Assert: !If [a, b, c]}]}}" + TOPIC,
                            "Template error: [/Rules/R/Assertions/0/Assert] Encountered unsupported function: Fn::If"
                                    + " Supported functions are: [Fn::And, Fn::Contains, Fn::EachMemberEquals,"
                                    + " Fn::EachMemberIn, Fn::Equals, Fn::FindInMap, Fn::Join, Fn::Not, Fn::Or,"
                                    + " Fn::RefAll, Fn::Select, Fn::Split, Fn::Sub, Ref]"),
                    error(
                            "Rules: {R: {Assertions: [{Assert: !Equals [!Ref Topic, a]}]}}" + TOPIC,
                            "Template format error: Unresolved dependencies [Topic]. Cannot reference resources in the"
                                    + " Rules block of the template"));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource({"structure", "resources", "parameters", "mappings", "conditions", "outputs", "rules"})
        void with_the_message_of_cloudformation(String body, String message) {
            assertThatThrownBy(() -> Template.parse(body))
                    .isInstanceOf(TemplateException.class)
                    .hasMessage(message);
        }

        @Test
        void more_of_anything_than_cloudformation_takes() {
            assertThatThrownBy(() -> Template.parse("Resources: " + many(501, "{Type: AWS::SNS::Topic}")))
                    .hasMessage(
                            "Template format error: Number of resources, 501, is greater than maximum allowed, 500");
            assertThatThrownBy(() -> Template.parse("Parameters: " + many(201, "{Type: String}") + TOPIC))
                    .hasMessage(
                            "Template format error: Number of parameters, 201, is greater than maximum allowed, 200");
            assertThatThrownBy(() -> Template.parse("Mappings: " + many(201, "{A: {B: c}}") + TOPIC))
                    .hasMessage("Template format error: Number of mappings, 201, is greater than maximum allowed, 200");
            assertThatThrownBy(() -> Template.parse("Outputs: " + many(201, "{Value: a}") + TOPIC))
                    .hasMessage("Template format error: Outputs count 201 is greater than max allowed 200");
        }

        private static String many(int count, String member) {
            return IntStream.range(0, count)
                    .mapToObj(index -> "N%d: %s".formatted(index, member))
                    .collect(Collectors.joining(", ", "{", "}"));
        }

        private static final String MALFORMED =
                "Template format error: Output O is malformed. The Name field of every Export member must be specified"
                        + " and consist only of alphanumeric characters, colons, or hyphens.";

        private static Arguments error(String body, String message) {
            return Arguments.of(body, message);
        }

        private static Arguments resource(String attribute, String message) {
            return error("Resources: {A: {Type: AWS::SNS::Topic, %s}}".formatted(attribute), message);
        }

        private static Arguments parameter(String declaration, String message) {
            return error("Parameters: {P: %s}".formatted(declaration) + TOPIC, message);
        }

        private static Arguments condition(String condition, String message) {
            return error(
                    "Parameters: {Many: {Type: CommaDelimitedList}}\nConditions: {C: %s}".formatted(condition) + TOPIC,
                    message);
        }

        private static Arguments output(String output, String message) {
            return error("Outputs: {O: %s}".formatted(output) + TOPIC, message);
        }
    }

    @Nested
    class TakesLanguageExtensions {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "!FindInMap [M, a, x, {DefaultValue: none}] | none",
                    "!FindInMap [M, a, b, {DefaultValue: none}] | c",
                    "!FindInMap [M, a, x, {DefaultValue: !Ref AWS::Region}] | eu-west-1",
                    "!Sub ['${N}', {N: !Length [a, b, c]}] | 3",
                    "!Sub ['${N}', {N: {'Fn::Length': !Split [',', 'a,b']}}] | 2",
                    "!ToJsonString {a: !Ref AWS::Region, b: [1, true]} | {\"a\":\"eu-west-1\",\"b\":[1,true]}",
                })
        void of_which_it_knows_the_functions(String expression, String expected) {
            var body = """
                    Transform: AWS::LanguageExtensions
                    Mappings: {M: {a: {b: c}}}
                    Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {Value: %s}}}
                    """.formatted(expression);
            var fixture = new TemplateFixture();

            assertThat(fixture.evaluate(body).properties("Topic", fixture)).containsEntry("Value", expected);
        }
    }
}
