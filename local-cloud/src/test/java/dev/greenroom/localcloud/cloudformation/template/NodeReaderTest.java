package dev.greenroom.localcloud.cloudformation.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeReaderTest {
    @Nested
    class Yaml {
        static List<Arguments> scalars() {
            return List.of(
                    Arguments.of("text", "text"),
                    Arguments.of("2010-09-09", "2010-09-09"),
                    Arguments.of("2010-09-09T10:11:12Z", "2010-09-09T10:11:12Z"),
                    Arguments.of("80", 80L),
                    Arguments.of("-1", -1L),
                    Arguments.of("0", 0L),
                    Arguments.of("'80'", "80"),
                    Arguments.of("\"80\"", "80"),
                    Arguments.of("!!str 80", "80"),
                    Arguments.of("1.0", new BigDecimal("1.0")),
                    Arguments.of("1.30", new BigDecimal("1.30")),
                    Arguments.of("1.2.3", "1.2.3"),
                    Arguments.of("8.0.42", "8.0.42"),
                    Arguments.of("012345678901", "012345678901"),
                    Arguments.of("'012345670123'", "012345670123"),
                    Arguments.of("123456789012", 123456789012L),
                    Arguments.of("12345678901234567890", "12345678901234567890"),
                    Arguments.of("true", true),
                    Arguments.of("False", false),
                    Arguments.of("yes", true),
                    Arguments.of("No", false),
                    Arguments.of("on", true),
                    Arguments.of("OFF", false),
                    Arguments.of("y", "y"),
                    Arguments.of("'yes'", "yes"),
                    Arguments.of("1e3", "1e3"),
                    Arguments.of(".inf", ".inf"),
                    Arguments.of("'{{resolve:ssm:a}}'", "{{resolve:ssm:a}}"),
                    Arguments.of("arn:aws:iam::aws:policy/Admin", "arn:aws:iam::aws:policy/Admin"));
        }

        @ParameterizedTest
        @MethodSource("scalars")
        void reads_scalars_as_they_print(String yaml, Object value) {
            assertThat(NodeReader.read("a: " + yaml).tree()).isEqualTo(Map.of("a", value));
        }

        @ParameterizedTest
        @CsvSource({"012345670123, 1402433619", "0777, 511", "0x1F, 31", "0b101, 5", "1_000, 1000", "'22:22', 1342"})
        void changes_integers_that_yaml_1_1_writes_in_another_base(String yaml, long value) {
            assertThat(NodeReader.read("a: " + yaml).tree()).isEqualTo(Map.of("a", value));
        }

        @Test
        void reads_blocks_folds_and_flows() {
            var yaml = """
                    # a comment
                    script: |
                      one
                        two
                    folded: >-
                      one
                      two
                    flow: {a: [1, b], "c": 'd'}
                    list:
                      - a
                      -
                        - b
                    """;

            assertThat(NodeReader.read(yaml).tree())
                    .isEqualTo(Map.of(
                            "script",
                            "one\n  two\n",
                            "folded",
                            "one two",
                            "flow",
                            Map.of("a", List.of(1L, "b"), "c", "d"),
                            "list",
                            List.of("a", List.of("b"))));
        }

        @Test
        void keeps_the_order_of_keys() {
            assertThat(NodeReader.read("z: 1\na: 2\nm: 3").tree().keySet()).containsExactly("z", "a", "m");
        }

        @Test
        void lets_the_last_of_equal_keys_count_as_cloudformation_does() {
            assertThat(NodeReader.read("a: 1\na: 2").tree()).isEqualTo(Map.of("a", 2L));
        }

        @Test
        void turns_short_forms_into_long_ones() {
            assertThat(NodeReader.read("a: !Sub x\nb: !Join [',', [!Ref y]]\nc: !Condition z")
                            .tree())
                    .isEqualTo(Map.of(
                            "a", Map.of("Fn::Sub", "x"),
                            "b", Map.of("Fn::Join", List.of(",", List.of(Map.of("Ref", "y")))),
                            "c", Map.of("Condition", "z")));
        }

        @Test
        void takes_an_anchor_but_no_alias() {
            assertThat(NodeReader.read("a: &x 1").tree()).isEqualTo(Map.of("a", 1L));
            assertThatThrownBy(() -> NodeReader.read("a: &x 1\nb: *x"))
                    .hasMessage("Template error: YAML aliases are not allowed in CloudFormation templates");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "a: [1, 2 | 1 | 9",
                    "a: b: c | 1 | 5",
                    "a:\\n  b: 1\\n c: 2 | 3 | 2",
                    "a:\\n\\t- b | 2 | 1",
                    "a: !Base64 !Sub b | 1 | 12",
                    "a: 'b | 1 | 6",
                    "a: @b | 1 | 4",
                    "a: 1\\n---\\nb: 1 | 2 | 1",
                    "a: *b | 0 | 0",
                    "a: \\u0001 | 1 | 4",
                    "x: \uD83D\uDE00\\na: \\u0001 | 2 | 4",
                    "[a]: b | 1 | 1",
                })
        void says_where_it_is_not_well_formed(String escaped, int line, int column) {
            var yaml = escaped.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0001", "\u0001");

            assertThatThrownBy(() -> NodeReader.read(yaml))
                    .isInstanceOf(TemplateException.class)
                    .hasMessage(
                            line == 0
                                    ? "Template error: YAML aliases are not allowed in CloudFormation templates"
                                    : "Template format error: YAML not well-formed. (line %d, column %d)"
                                            .formatted(line, column));
        }

        @Test
        void names_a_tag_it_does_not_know_and_its_place() {
            assertThatThrownBy(() -> NodeReader.read("a:\n  - b\n  - !Nope c"))
                    .hasMessage("Template format error: [/a/1] Unknown YAML tag !Nope (line 3, column 5)");
            assertThatThrownBy(() -> NodeReader.read("a: !!binary c"))
                    .hasMessage("Template format error: [/a] Unknown YAML tag tag:yaml.org,2002:binary (line 1,"
                            + " column 4)");
        }

        @Test
        void refuses_keys_that_are_numbers() {
            assertThatThrownBy(() -> NodeReader.read("Mappings:\n  Accounts:\n    123456789012: a"))
                    .hasMessage("Template format error: [/Mappings/Accounts] map keys must be strings; received numeric"
                            + " [123456789012] instead");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Outputs: {O: {Value: null}}", "Outputs: {O: {Value: ~}}", "Outputs: {O: {Value: }}"})
        void refuses_null(String yaml) {
            assertThatThrownBy(() -> NodeReader.read(yaml))
                    .hasMessage("[/Outputs/O/Value] 'null' values are not allowed in templates");
        }
    }

    @Nested
    class Json {
        @Test
        void reads_every_kind_of_value() {
            assertThat(NodeReader.read("  {\"a\": [1, 1.0, 1.50, \"1\", true, {\"b\": 12345678901234567890}]}")
                            .tree())
                    .isEqualTo(Map.of(
                            "a",
                            List.of(
                                    1L,
                                    new BigDecimal("1.0"),
                                    new BigDecimal("1.50"),
                                    "1",
                                    true,
                                    Map.of("b", "12345678901234567890"))));
        }

        @Test
        void lets_the_last_of_equal_keys_count() {
            assertThat(NodeReader.read("{\"a\": 1, \"a\": 2}").tree()).isEqualTo(Map.of("a", 2L));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"this is invalid JSON\"=\"bobbins\"} | 1 | 25",
                    "{\"a\": 1,} | 1 | 10",
                    "{\"a\":\\n 1]} | 2 | 4",
                    "{\"a\": 1} x | 1 | 11",
                    "{\"a\": tru} | 1 | 10",
                })
        void says_where_it_is_not_well_formed(String escaped, int line, int column) {
            assertThatThrownBy(() -> NodeReader.read(escaped.replace("\\n", "\n")))
                    .isInstanceOf(TemplateException.class)
                    .hasMessage("Template format error: JSON not well-formed. (line %d, column %d)", line, column);
        }

        @Test
        void refuses_null() {
            assertThatThrownBy(() -> NodeReader.read("{\"Outputs\": {\"O\": {\"Value\": null, \"B\": null}}}"))
                    .hasMessage("[/Outputs/O/Value] 'null' values are not allowed in templates");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "a", "- a", "[a]", "1"})
    void refuses_what_is_not_an_object(String body) {
        assertThatThrownBy(() -> NodeReader.read(body)).hasMessage("Template format error: unsupported structure.");
    }

    @Test
    void refuses_what_is_nested_too_deep_for_anybody() {
        assertThatThrownBy(() -> NodeReader.read("a: " + "[".repeat(10_000)))
                .hasMessage("Template format error: YAML not well-formed. (line 1, column 203)");
        assertThatThrownBy(() -> NodeReader.read("{\"a\":" + "[".repeat(10_000)))
                .hasMessageStartingWith("Template format error: JSON not well-formed. (line 1, column 20");
    }
}
