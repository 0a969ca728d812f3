package dev.greenroom.localcloud.cloudformation.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {
    private final TemplateFixture fixture = new TemplateFixture();

    @Nested
    class OfConditions {
        private static final String BODY = """
                Parameters:
                  Env: {Type: String}
                  Size: {Type: String}
                Mappings: {Names: {prod: {Live: 'true'}, dev: {Live: 'false'}}}
                Conditions:
                  Either: !Or [!Condition IsProd, !Condition IsBig]
                  Both: {Fn::And: [{Condition: IsProd}, !Condition IsBig]}
                  Neither: !Not [!Condition Either]
                  IsProd: !Equals [!Ref Env, prod]
                  IsBig: !Equals [!Join ['', [!Ref Size, !Select [0, !Split [',', 'g,x']]]], big]
                  IsLive: !Equals [!FindInMap [Names, !Ref Env, Live], true]
                Resources:
                  Always: {Type: AWS::SNS::Topic}
                  Either: {Type: AWS::SNS::Topic, Condition: Either}
                  Both: {Type: AWS::SNS::Topic, Condition: Both}
                  Neither: {Type: AWS::SNS::Topic, Condition: Neither}
                  Live: {Type: AWS::SNS::Topic, Condition: IsLive}
                """;

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "prod | bi | Always,Either,Both,Live",
                    "prod | no | Always,Either,Live",
                    "dev | bi | Always,Either",
                    "dev | no | Always,Neither"
                })
        void decides_which_resources_there_are(String env, String size, String resources) {
            assertThat(fixture.evaluate(BODY, Map.of("Env", env, "Size", size))
                            .resources()
                            .keySet())
                    .containsExactly(resources.split(","));
        }

        @Test
        void fails_on_a_key_that_a_mapping_lacks() {
            assertThatThrownBy(() -> fixture.evaluate(BODY, Map.of("Env", "test", "Size", "a")))
                    .hasMessage("Template error: Unable to get mapping for Names::test::Live");
        }
    }

    @Nested
    class OfWhatIsLeftOut {
        private static final String BODY = """
                Conditions: {Never: !Equals [a, b]}
                Resources:
                  Absent: {Type: AWS::SNS::Topic, Condition: Never}
                  Present:
                    Type: AWS::SNS::Topic
                    %s
                Outputs:
                  O: {Value: %s}
                """;
        private static final String UNRESOLVED =
                "Template format error: Unresolved resource dependencies [Absent] in the Resources block of the template";

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "DependsOn: Absent",
                    "DependsOn: [Absent]",
                    "Properties: {A: !Ref Absent}",
                    "Properties: {A: !GetAtt Absent.Arn}",
                    "Properties: {A: [{B: !Sub '${Absent}'}]}",
                    "Metadata: {A: !Ref Absent}",
                    "Properties: {A: !If [Never, a, !Ref Absent]}"
                })
        void refuses_to_refer_to_it(String attribute) {
            assertThatThrownBy(() -> fixture.evaluate(BODY.formatted(attribute, "a")))
                    .isInstanceOf(TemplateException.class)
                    .hasMessage(UNRESOLVED);
        }

        @Test
        void refuses_an_output_that_refers_to_it() {
            assertThatThrownBy(() -> fixture.evaluate(BODY.formatted("Properties: {}", "!GetAtt Absent.Arn")))
                    .hasMessage("Unresolved resource dependencies [Absent] in the Outputs block of the template");
        }

        @Test
        void takes_a_branch_that_is_not_taken() {
            var evaluation = fixture.evaluate(
                    BODY.formatted("Properties: {A: !If [Never, !Ref Absent, b]}", "!If [Never, !Ref Absent, c]"));

            assertThat(evaluation.properties("Present", fixture)).isEqualTo(Map.of("A", "b"));
            assertThat(evaluation.dependencies().dependenciesOf("Present")).isEmpty();
            assertThat(evaluation.outputs(fixture)).extracting(Output::value).containsExactly("c");
        }

        @Test
        void takes_an_absent_resource_that_refers_to_another() {
            var body = """
                    Conditions: {Never: !Equals [a, b]}
                    Resources:
                      A: {Type: AWS::SNS::Topic, Condition: Never}
                      B: {Type: AWS::SNS::Topic, Condition: Never, Properties: {A: !Ref A}}
                    """;

            assertThat(fixture.evaluate(body).resources()).isEmpty();
        }

        @Test
        void has_no_properties_for_it() {
            var evaluation = fixture.evaluate(BODY.formatted("Properties: {}", "a"));

            assertThatThrownBy(() -> evaluation.properties("Absent", fixture))
                    .hasMessage("Tried to evaluate resource Absent but the stack has none of that name");
        }
    }

    @Nested
    class OfDependencies {
        private static final String BODY = """
                Parameters: {P: {Type: String, Default: a}}
                Resources:
                  A: {Type: AWS::SNS::Topic, DependsOn: B, Properties: {X: !Ref P, Y: !GetAtt C.Arn}}
                  B: {Type: AWS::SNS::Topic, Properties: {X: !Sub ['${Z}', {Z: !Ref C}]}}
                  C: {Type: AWS::SNS::Topic, Properties: {X: !Sub '${AWS::Region}${P}'}}
                """;

        @Test
        void orders_resources_by_what_they_need() {
            var graph = fixture.evaluate(BODY).dependencies();

            assertThat(graph.resources()).containsExactly("A", "B", "C");
            assertThat(graph.creationOrder()).containsExactly("C", "B", "A");
            assertThat(graph.dependenciesOf("A")).containsExactly("C", "B");
            assertThat(graph.dependentsOf("C")).containsExactly("A", "B");
        }

        @Test
        void tells_what_each_property_refers_to() {
            assertThat(fixture.evaluate(BODY).references("A"))
                    .isEqualTo(Map.of(
                            "X", Set.of(new Reference.ToParameter("P")),
                            "Y", Set.of(new Reference.ToAttribute("C", "Arn"))));
            assertThat(fixture.evaluate(BODY).references("B"))
                    .isEqualTo(Map.of("X", Set.of(new Reference.ToResource("C"))));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "DependsOn: A | [A]",
                    "DependsOn: B | [A, B]",
                    "Properties: {X: !Ref B} | [A, B]",
                    "Properties: {X: !Sub '${B.Arn}'} | [A, B]",
                    "Metadata: {X: !Ref B} | [A, B]"
                })
        void refuses_a_circle(String attribute, String circle) {
            var body = """
                    Resources:
                      A: {Type: AWS::SNS::Topic, %s}
                      B: {Type: AWS::SNS::Topic, DependsOn: A}
                      C: {Type: AWS::SNS::Topic, DependsOn: B}
                    """.formatted(attribute);
            var evaluation = fixture.evaluate(body);

            assertThatThrownBy(evaluation::dependencies)
                    .isInstanceOf(TemplateException.class)
                    .hasMessage("Circular dependency between resources: " + circle);
        }
    }

    @Nested
    class OfAPlan {
        private static final String BODY = """
                Conditions: {Always: !Equals [a, a]}
                Resources:
                  New: {Type: AWS::SNS::Topic}
                  Subject:
                    Type: AWS::SNS::Topic
                    Metadata: {Name: !Sub '${AWS::StackName}'}
                    Properties:
                      Known: a
                      Whole: !Sub 'x-${New}-y'
                      Tags: [{Key: a, Value: !GetAtt New.Arn}, {Key: b, Value: c}]
                      Branch: !If [Always, {Deep: !Ref New, Known: b}, !Ref AWS::NoValue]
                      Import: !ImportValue missing
                      Plain: '{{resolve:ssm:a}}'
                      Secret: '{{resolve:secretsmanager:a}}'
                      Parts: !Split ['.', '{{resolve:secretsmanager:b}}']
                """;

        @Test
        void marks_what_is_not_known_and_reads_no_secret() {
            var known = new TemplateFixture().export("missing", "there");

            assertThat(known.evaluate(BODY).plannedProperties("Subject", ResourceLookup.nothingKnown()))
                    .isEqualTo(Map.of(
                            "Known",
                            "a",
                            "Whole",
                            Evaluation.KNOWN_AFTER_APPLY,
                            "Tags",
                            List.of(
                                    Map.of("Key", "a", "Value", Evaluation.KNOWN_AFTER_APPLY),
                                    Map.of("Key", "b", "Value", "c")),
                            "Branch",
                            Map.of("Deep", Evaluation.KNOWN_AFTER_APPLY, "Known", "b"),
                            "Import",
                            "there",
                            "Plain",
                            "<ssm a>",
                            "Secret",
                            "{{resolve:secretsmanager:a}}",
                            "Parts",
                            List.of("{{resolve:secretsmanager:b}}")));
        }

        @Test
        void is_not_asked_for_when_properties_have_to_be_known() {
            var evaluation = fixture.evaluate(BODY);

            assertThatThrownBy(() -> evaluation.properties("Subject", fixture))
                    .isInstanceOf(UnresolvedValueException.class)
                    .hasMessage("New");
        }

        @Test
        void does_not_miss_an_export_before_it_is_read() {
            var evaluation = fixture.evaluate(BODY);

            assertThatThrownBy(() -> evaluation.plannedProperties("Subject", ResourceLookup.nothingKnown()))
                    .hasMessage("No export named missing found");
            assertThat(evaluation.metadata("Subject", fixture)).isEqualTo(Map.of("Name", "shop"));
        }
    }

    @Nested
    class OfOutputs {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "text | text",
                    "1.50 | 1.50",
                    "true | true",
                    "'{{resolve:ssm:a}}' | <ssm a>",
                    "'{{resolve:secretsmanager:a}}' | {{resolve:secretsmanager:a}}"
                })
        void is_text(String value, String expected) {
            assertThat(fixture.evaluate(withOutput("{Value: %s}".formatted(value)))
                            .outputs(fixture))
                    .extracting(Output::value)
                    .containsExactly(expected);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{Value: !Ref P} | The Value field of every Outputs member must evaluate to a String and not a List.",
                    "{Value: !If [C, {a: b}, c]} | The Value field of every Outputs member must evaluate to a String and not a Map.",
                    "{Value: a, Export: {Name: !Sub '${AWS::StackName}_x'}} | Output O is malformed. The Name field of every Export member must be specified and consist only of alphanumeric characters, colons, or hyphens.",
                })
        void is_refused_before_anything_is_made(String output, String message) {
            assertThatThrownBy(() -> fixture.evaluate(withOutput(output)))
                    .isInstanceOf(TemplateException.class)
                    .hasMessage("Template format error: " + message);
        }

        private static String withOutput(String output) {
            return """
                    Parameters: {P: {Type: CommaDelimitedList, Default: 'a,b'}}
                    Conditions: {C: !Equals [a, a]}
                    Resources: {Topic: {Type: AWS::SNS::Topic}}
                    Outputs: {O: %s}
                    """.formatted(output);
        }
    }

    @Nested
    class OfRules {
        private static final String BODY = """
                Parameters:
                  Env: {Type: String, Default: dev}
                  Zones: {Type: CommaDelimitedList, Default: 'a,b'}
                  First: {Type: 'AWS::EC2::VPC::Id', Default: vpc-1}
                  Second: {Type: 'AWS::EC2::VPC::Id', Default: vpc-1}
                Rules:
                  R:
                    RuleCondition: !Equals [!Ref Env, dev]
                    Assertions: [{Assert: %s, AssertDescription: be good}]
                Resources: {Topic: {Type: AWS::SNS::Topic}}
                """;

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "!Contains [[a, b], !Ref Env] | false",
                    "!Contains [[dev, prod], !Ref Env] | true",
                    "!Not [!Contains [!Ref Zones, '']] | true",
                    "!EachMemberIn [!Ref Zones, [a, b, c]] | true",
                    "{Fn::EachMemberIn: [!Ref Zones, [a]]} | false",
                    "!EachMemberEquals [[x, x], x] | true",
                    "!EachMemberEquals [{Fn::RefAll: 'AWS::EC2::VPC::Id'}, vpc-1] | true",
                    "!EachMemberEquals [!Ref Zones, a] | false",
                    "!And [!Equals [a, a], !Not [!Equals [a, b]]] | true",
                })
        void checks_parameters_against_each_other(String assertion, boolean holds) {
            var body = BODY.formatted(assertion);

            if (holds) {
                assertThat(fixture.evaluate(body).isIncluded("Topic")).isTrue();
            } else {
                assertThatThrownBy(() -> fixture.evaluate(body)).hasMessage("Rule R failed with be good");
                assertThat(fixture.evaluate(body, Map.of("Env", "prod")).isIncluded("Topic"))
                        .isTrue();
            }
        }
    }

    @Nested
    class OfDynamicReferences {
        @Test
        void refuses_a_service_it_does_not_know() {
            var body = "Resources: {T: {Type: AWS::SNS::Topic, Properties: {A: '{{resolve:acm:a}}'}}}";

            assertThatThrownBy(() -> fixture.evaluate(body).properties("T", fixture))
                    .hasMessage("Template error: {{resolve:acm:a}} is a dynamic reference to an unknown service");
        }
    }
}
