package dev.greenroom.acceptance.targets;

import static java.util.Objects.requireNonNullElse;

import dev.greenroom.acceptance.account.Lifecycle;
import dev.greenroom.acceptance.drivers.Project;

/** Finds what is deployed already or, with {@code -Dprovision}, where it may be deployed. */
public final class AwsKind implements TargetKind {
    @Override
    public String name() {
        return "aws";
    }

    /** Reads what the build and CodeBuild tell: which environment of which project, and which commit must answer. */
    @Override
    public Target start() {
        var project = System.getenv("PROJECT");
        if (Boolean.getBoolean("provision")) {
            return LifecycleTarget.begin(new Lifecycle(
                    requireNonNullElse(project, Project.newName()), setting("account", ""), setting("confirm", "")));
        }
        var deployed = new DeployedEnvironment(
                requireNonNullElse(project, "greenroom"),
                setting("environment", "dev"),
                setting("release", requireNonNullElse(System.getenv("COMMIT"), "")));
        return AwsTarget.find(deployed, setting("account", ""));
    }

    private static String setting(String name, String fallback) {
        var value = System.getProperty(name, "");
        return value.isBlank() ? fallback : value;
    }
}
