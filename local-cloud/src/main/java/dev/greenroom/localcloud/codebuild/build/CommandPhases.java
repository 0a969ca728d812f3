package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.codebuild.buildspec.Buildspec;
import dev.greenroom.localcloud.codebuild.buildspec.Buildspec.CommandPhase;
import dev.greenroom.localcloud.codebuild.buildspec.Buildspec.Phase;
import dev.greenroom.localcloud.runtime.BuildShell;
import dev.greenroom.localcloud.runtime.ShellEndedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;

/** Runs the phases of a buildspec in one shell. */
final class CommandPhases {
    private static final Phase NOTHING = new Phase(List.of(), List.of(), Optional.empty(), Map.of());

    private final BuildPhases phases;
    private final BuildLog log;
    private final BuildShell shell;
    private final PhaseOrder order = new PhaseOrder();

    CommandPhases(BuildPhases phases, BuildLog log, BuildShell shell) {
        this.phases = phases;
        this.log = log;
        this.shell = shell;
    }

    /** Returns how it went, and what may follow. */
    PhaseOrder run(Buildspec buildspec) throws InterruptedException, BuildEndedException {
        for (CommandPhase type : CommandPhase.values()) {
            if (order.runs(type)) {
                run(type, buildspec.phases().getOrDefault(type, NOTHING));
            }
        }
        return order;
    }

    private void run(CommandPhase type, Phase phase) throws InterruptedException, BuildEndedException {
        log.say("Entering phase %s", type);
        boolean succeeded = phases.run(BuildPhaseType.fromValue(type.name()), () -> runCommands(phase));
        if (succeeded) {
            return;
        }
        order.failed(type, phase.onFailure());
        try {
            shell.run("export CODEBUILD_BUILD_SUCCEEDING=0");
        } catch (IOException e) {
            order.stop();
        }
    }

    /** What comes last runs in any case; the first failure is the one that counts. */
    private void runCommands(Phase phase) throws PhaseFailedException, InterruptedException {
        phase.runtimeVersions()
                .forEach((runtime, version) ->
                        log.say("Runtime %s %s is the one that this machine has", runtime, version));
        Optional<PhaseFailedException> failure = runAll(phase.commands());
        Optional<PhaseFailedException> lastFailure = runAll(phase.lastly());
        Optional<PhaseFailedException> first = failure.or(() -> lastFailure);
        if (first.isPresent()) {
            throw first.get();
        }
    }

    private Optional<PhaseFailedException> runAll(List<String> commands) throws InterruptedException {
        for (String command : commands) {
            String shown = command.stripTrailing();
            log.say("Running command %s", shown);
            String reason;
            try {
                int status = shell.run(command);
                if (status == 0) {
                    continue;
                }
                reason = "exit status " + status;
            } catch (ShellEndedException e) {
                order.stop();
                reason = e.getMessage();
            } catch (IOException e) {
                reason = String.valueOf(e.getMessage());
            }
            log.say("Command did not exit successfully %s %s", shown, reason);
            return Optional.of(new PhaseFailedException(
                    "COMMAND_EXECUTION_ERROR",
                    "Error while executing command: %s. Reason: %s".formatted(shown, reason)));
        }
        return Optional.empty();
    }
}
