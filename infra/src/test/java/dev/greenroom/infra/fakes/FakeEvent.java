package dev.greenroom.infra.fakes;

/** An event that a test wants to happen. */
public record FakeEvent(String logicalId, String type, String status, String reason, boolean ofStack) {
    private static final String STACK = "AWS::CloudFormation::Stack";

    public static FakeEvent stack(String status) {
        return stack(status, "");
    }

    public static FakeEvent stack(String status, String reason) {
        return new FakeEvent("", STACK, status, reason, true);
    }

    public static FakeEvent resource(String logicalId, String type, String status, String reason) {
        return new FakeEvent(logicalId, type, status, reason, false);
    }
}
