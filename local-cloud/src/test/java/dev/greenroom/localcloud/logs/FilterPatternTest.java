package dev.greenroom.localcloud.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;

class FilterPatternTest {
    private static final String EVENT = """
            {"level": "ERROR", "status": 503, "took": 1.5e2, "size": "12", "retried": false, "cause": null,
             "user": {"id": "ann", "user-agent": "curl/8"}, "tags": ["a", {"deep": 7}], "odd name": "x"}\
            """;

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void without_a_term_means_every_message(String pattern) {
        assertThat(matches(pattern, "anything")).isTrue();
    }

    @Nested
    class Terms {
        @ParameterizedTest
        @CsvSource(quoteCharacter = '\'', textBlock = """
                        ERROR,                  [ERROR 400] BAD REQUEST,  true
                        ERROR,                  [error 400] bad request,  false
                        Exception,              NullPointerException,     true
                        ERROR REQUEST,          [ERROR 400] BAD REQUEST,  true
                        ERROR WARN,             [ERROR 400] BAD REQUEST,  false
                        '"BAD REQUEST"',        [ERROR 400] BAD REQUEST,  true
                        '"REQUEST BAD"',        [ERROR 400] BAD REQUEST,  false
                        '"a \\"b\\" c"',        'say a "b" c',            true
                        ERROR -400,             [ERROR 400] BAD REQUEST,  false
                        ERROR -"401",           [ERROR 400] BAD REQUEST,  true
                        -DEBUG,                 [ERROR 400] BAD REQUEST,  true
                        ?WARN ?ERROR,           [ERROR 400] BAD REQUEST,  true
                        ?WARN ?INFO,            [ERROR 400] BAD REQUEST,  false
                        ERROR ?INFO,            [ERROR 400] BAD REQUEST,  true
                        '%40[0-9]\\] BAD%',     [ERROR 400] BAD REQUEST,  true
                        %^BAD%,                 [ERROR 400] BAD REQUEST,  false
                        """)
        void are_looked_for_as_they_are_written(String pattern, String message, boolean expected) {
            assertThat(matches(pattern, message)).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({
            "foo-bar, Invalid character(s) in term 'foo-bar'",
            "?, Invalid character(s) in term ''",
            "\"open, a \" is missing at its end",
            "%open, a % is missing at its end",
            "%(a)%, Invalid character(s) in term '(a)'",
            "%[%, [ is no regular expression: Unclosed character class",
        })
        void are_refused_with_the_reason(String pattern, String reason) {
            assertRefused(pattern, reason);
        }

        @Test
        void have_no_fields() {
            FilterPattern pattern = FilterPattern.of("ERROR");
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> pattern.field("$.bytes"))
                    .withMessageContaining("does not support dimensions or values as $.bytes");
        }
    }

    @Nested
    class Conditions {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{ $.level = \"ERROR\" }",
                    "{$.level=\"ERROR\"}",
                    "{ $.level = ERROR }",
                    "{ $.level = \"E*R\" }",
                    "{ $.level = %^ERR% }",
                    "{ $.level != \"WARN\" }",
                    "{ $.status = 503 }",
                    "{ $.status = 5* }",
                    "{ $.status >= 503 }",
                    "{ $.status > 499.5 && $.status < 600 }",
                    "{ $.took = 150 }",
                    "{ $.size = 12 }",
                    "{ $.retried IS FALSE }",
                    "{ $.cause IS NULL }",
                    "{ $.nothing NOT EXISTS }",
                    "{ $.user.id = ann }",
                    "{ $.user.user-agent = \"curl/*\" }",
                    "{ $['odd name'] = x }",
                    "{ $.tags[0] = a && $.tags[1].deep = 7 }",
                    "{ $.level = WARN && $.status = 1 || $.level = ERROR }",
                    "{ ($.level = WARN) || ($.level = ERROR && ($.status = 503)) }",
                })
        void hold_for_what_the_message_says(String pattern) {
            assertThat(matches(pattern, EVENT)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{ $.level = \"error\" }",
                    "{ $.level = \"ERR\" }",
                    "{ $.level != \"E*\" }",
                    "{ $.status != 503.0 }",
                    "{ $.status < 503 }",
                    "{ $.size > 3 }",
                    "{ $.retried IS TRUE }",
                    "{ $.nothing IS NULL }",
                    "{ $.level NOT EXISTS }",
                    "{ $.cause NOT EXISTS }",
                    "{ $.nothing != x }",
                    "{ $.user != x }",
                    "{ $.tags[5] = a }",
                    "{ $.level = WARN && ($.status = 1 || $.level = ERROR) }",
                })
        void do_not_hold_for_anything_else(String pattern) {
            assertThat(matches(pattern, EVENT)).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"plain text", "", "{\"level\": ", "[1]", "\"ERROR\""})
        void do_not_hold_for_what_is_no_object(String message) {
            assertThat(matches("{ $.level = \"ERROR\" }", message)).isFalse();
        }

        @ParameterizedTest
        @CsvSource(quoteCharacter = '\'', delimiter = '|', textBlock = """
                        { $.level = "ERROR"             | If a filter pattern starts with '{' it must end with '}'
                        { level = "ERROR" }             | a selector as $.name is expected where it has 'level
                        { $. = 1 }                      | a name is expected where it has ' = 1
                        { $.a[x] = 1 }                  | an index is expected where it has 'x] = 1
                        { $.a[0 = 1 }                   | ] is expected where it has ' = 1
                        { $.level }                     | a comparison is expected where it has '}'
                        { $.level = }                   | a value is expected where it has '}'
                        { $.level IS OPEN }             | NULL, TRUE or FALSE is expected where it has 'OPEN
                        { ($.level = "ERROR" }          | ) is expected where it has '}'
                        { $.a = 1 $.b = 2 }             | &&, || or its end is expected where it has '$.b = 2
                        { $.a > "x" }                   | compare with a number only
                        { $.a = "open }                 | a " is missing at its end
                        """)
        void are_refused_with_the_reason(String pattern, String reason) {
            assertRefused(pattern, reason);
        }

        @Test
        void find_fields() {
            FilterPattern pattern = FilterPattern.of("{ $.level = * }");
            assertThat(pattern.field("$.status").apply(EVENT)).contains("503");
            assertThat(pattern.field("$.user.id").apply(EVENT)).contains("ann");
            assertThat(pattern.field("$.user").apply(EVENT)).isEmpty();
            assertThat(pattern.field("$.nothing").apply(EVENT)).isEmpty();
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> pattern.field("$.status now"))
                    .withMessageContaining("the end of a selector is expected where it has ' now'");
        }
    }

    @Test
    void that_delimits_by_spaces_is_refused_by_name() {
        assertRefused("[ip, user, status = 4*]", "space-delimited patterns");
    }

    private static boolean matches(String pattern, String message) {
        return FilterPattern.of(pattern).matches(message);
    }

    private static void assertRefused(String pattern, String reason) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> FilterPattern.of(pattern))
                .withMessageContaining("Invalid filter pattern: ")
                .withMessageContaining(reason);
    }
}
