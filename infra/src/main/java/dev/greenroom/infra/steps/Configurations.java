package dev.greenroom.infra.steps;

import dev.greenroom.infra.DeploymentFiles;
import dev.greenroom.infra.InfraFiles;
import dev.greenroom.infra.ShowcaseSettings;
import java.nio.file.Path;
import java.util.List;

/** Leaves what the pipeline's CloudFormation actions need of this commit. */
final class Configurations {
    private final BuildVariables variables;

    Configurations(BuildVariables variables) {
        this.variables = variables;
    }

    void run(Path folder) {
        var settings = new ShowcaseSettings(variables.get("PROJECT"), variables.get("TARGET"))
                .with(variables.getIfAny("SETTINGS"));
        var subnets = List.of(variables.get("SUBNETS").split(","));
        new DeploymentFiles(settings, InfraFiles.builtIn(), variables.get("VPC"), subnets).write(folder);
    }
}
