package dev.greenroom.localcloud.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate(1 minute)",
                "rate(59 minutes)",
                "rate(23 hours)",
                "rate(30 days)",
                "cron(0/5 8-17 ? * MON-FRI *)",
                "cron(0 10 L * ? *)",
                "cron(15 12 * JAN,FEB ? 2026-2030)",
                "LocalStack says what is wrong with others"
            })
    void is_fine_where_localstack_is_due_when_aws_is(String expression) {
        assertThat(new Schedule(expression).obstacle()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        rate(60 minutes)       | rates in minutes go up to 59
        rate(24 hours)         | rates in hours go up to 23
        rate(31 days)          | rates in days go up to 30
        cron(0 8 ? * 2-6 *)    | days of the week have to be names: MON-FRI
        cron(0 8 ? * FRIL *)   | days of the week have to be names: MON-FRI
        cron(0 8 ? * MON#1 *)  | days of the week have to be names: MON-FRI
        cron(0 8 15W * ? *)    | W is unknown
        """)
    void says_why_it_can_not_be_kept(String expression, String obstacle) {
        assertThat(new Schedule(expression).obstacle()).contains(obstacle);
    }
}
