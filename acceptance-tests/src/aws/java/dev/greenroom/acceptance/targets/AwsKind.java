package dev.greenroom.acceptance.targets;

import static java.util.Objects.requireNonNullElse;

/** Finds what is deployed already. */
public final class AwsKind implements TargetKind {
    @Override
    public String name() {
        return "aws";
    }

    /** Reads what the build and CodeBuild tell: which environment of which project, and which commit must answer. */
    @Override
    public Target start() {
        var deployed = new DeployedEnvironment(
                requireNonNullElse(System.getenv("PROJECT"), "greenroom"),
                setting("environment", "dev"),
                setting("release", requireNonNullElse(System.getenv("COMMIT"), "")));
        return AwsTarget.find(deployed);
    }

    private static String setting(String name, String fallback) {
        var value = System.getProperty(name, "");
        return value.isBlank() ? fallback : value;
    }
}
