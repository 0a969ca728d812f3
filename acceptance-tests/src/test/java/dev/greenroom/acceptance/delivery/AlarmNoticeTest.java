package dev.greenroom.acceptance.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

final class AlarmNoticeTest {
    @Test
    void tells_of_an_alarm_that_went_off() {
        var notice = AlarmNotice.in(told("OK", "ALARM"));

        assertThat(notice).isEqualTo(new AlarmNotice("errors", "ALARM"));
        assertThat(notice.wentOff()).isTrue();
    }

    @Test
    void one_that_is_over_did_not_go_off_although_it_says_ALARM() {
        assertThat(AlarmNotice.in(told("ALARM", "OK")).wentOff()).isFalse();
    }

    @Test
    void what_no_alarm_told_is_no_notice() {
        assertThatNullPointerException()
                .isThrownBy(() -> AlarmNotice.in("{\"Type\": \"SubscriptionConfirmation\"}"))
                .withMessage("no Message in it");
        assertThatNullPointerException()
                .isThrownBy(() -> AlarmNotice.in("{\"Message\": \"{}\"}"))
                .withMessage("alarm is null");
    }

    /** With a description that says what the alarm does not. */
    private static String told(String before, String now) {
        var notice = """
                {
                  "AlarmName": "errors",
                  "AlarmDescription": "\\"NewStateValue\\":\\"ALARM\\"",
                  "OldStateValue": "%s",
                  "NewStateValue": "%s"
                }""".formatted(before, now);
        var text = notice.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return "{\"Type\": \"Notification\", \"Message\": \"%s\"}".formatted(text);
    }
}
