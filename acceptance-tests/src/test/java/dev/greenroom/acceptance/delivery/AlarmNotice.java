package dev.greenroom.acceptance.delivery;

import static java.util.Objects.requireNonNull;

import io.restassured.path.json.JsonPath;

/** What CloudWatch tells when an alarm changes its state, whichever way. */
public record AlarmNotice(String alarm, String state) {
    public AlarmNotice {
        requireNonNull(alarm, "alarm is null");
        requireNonNull(state, "state is null");
    }

    /** @param message as a queue gets it: CloudWatch's JSON is a text in the envelope of SNS */
    public static AlarmNotice in(String message) {
        var notice = JsonPath.from(requireNonNull(JsonPath.from(message).getString("Message"), "no Message in it"));
        return new AlarmNotice(notice.getString("AlarmName"), notice.getString("NewStateValue"));
    }

    /** Whether the alarm went off; one that is over says that it was on. */
    public boolean wentOff() {
        return state.equals("ALARM");
    }
}
