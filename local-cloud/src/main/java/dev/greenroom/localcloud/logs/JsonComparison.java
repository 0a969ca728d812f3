package dev.greenroom.localcloud.logs;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** How a value in a JSON message is compared; a sign that begins with another one comes before it. */
enum JsonComparison {
    NOT_EQUAL("!=") {
        @Override
        Predicate<JsonNode> with(JsonOperand operand) {
            return value -> isComparable(value) && !operand.isIn(value);
        }
    },
    EQUAL("=") {
        @Override
        Predicate<JsonNode> with(JsonOperand operand) {
            return value -> isComparable(value) && operand.isIn(value);
        }
    },
    AT_LEAST(">=") {
        @Override
        Predicate<JsonNode> with(JsonOperand operand) {
            return ordered(operand, order -> order >= 0);
        }
    },
    AT_MOST("<=") {
        @Override
        Predicate<JsonNode> with(JsonOperand operand) {
            return ordered(operand, order -> order <= 0);
        }
    },
    GREATER(">") {
        @Override
        Predicate<JsonNode> with(JsonOperand operand) {
            return ordered(operand, order -> order > 0);
        }
    },
    LESS("<") {
        @Override
        Predicate<JsonNode> with(JsonOperand operand) {
            return ordered(operand, order -> order < 0);
        }
    };

    private final String sign;

    JsonComparison(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    abstract Predicate<JsonNode> with(JsonOperand operand);

    private static boolean isComparable(JsonNode value) {
        return value.isTextual() || value.isNumber();
    }

    private static Predicate<JsonNode> ordered(JsonOperand operand, IntPredicate accepted) {
        BigDecimal number = operand.number()
                .orElseThrow(() -> LogsErrors.invalidPattern("<, >, <= and >= compare with a number only"));
        return value -> value.isNumber() && accepted.test(value.decimalValue().compareTo(number));
    }
}
