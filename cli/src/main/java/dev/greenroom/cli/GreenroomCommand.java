package dev.greenroom.cli;

import dev.greenroom.infra.ReleaseFailedException;
import dev.greenroom.infra.stacks.DeploymentException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code ./greenroom}: rehearses an AWS delivery on this machine. */
@Command(
        name = "greenroom",
        description = "Rehearses an AWS delivery on this machine.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            StatusCommand.class,
            DeployCommand.class,
            ToggleCommand.class,
            RollbackCommand.class,
            TrafficCommand.class,
            EventsCommand.class,
            LogsCommand.class,
            PipelineCommand.class,
            ApproveCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            DownCommand.class
        })
public final class GreenroomCommand {
    private GreenroomCommand() {}

    public static void main(String[] arguments) {
        AtomicBoolean hasEnded = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> tellIfInterrupted(hasEnded.get(), arguments), "farewell"));
        int exitCode = execute(arguments);
        hasEnded.set(true);
        System.exit(exitCode);
    }

    /** What CloudFormation has begun it ends by itself, here as on AWS; only our waiting was interrupted. */
    private static void tellIfInterrupted(boolean hasEnded, String... arguments) {
        boolean changesThings =
                arguments.length > 0 && !Set.of("traffic", "logs", "pipeline").contains(arguments[0]);
        if (!hasEnded && changesThings && arguments[0].equals("approve")) {
            System.err.printf("%nInterrupted. ./greenroom pipeline shows what becomes of it.%n");
        } else if (!hasEnded && changesThings) {
            System.err.printf(
                    "%nInterrupted. What was begun goes on in the local cloud. Run ./greenroom %s again to go on, or"
                            + " ./greenroom down to end everything.%n",
                    arguments[0]);
        }
    }

    static int execute(String... arguments) {
        CommandLine line = new CommandLine(new GreenroomCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setExecutionExceptionHandler(GreenroomCommand::explain);
        line.getSubcommands().values().forEach(GreenroomCommand::addHelp);
        return line.execute(arguments);
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getCommandSpec().usageMessage().exitCodeListHeading("Exit codes:%n");
        command.getCommandSpec().usageMessage().exitCodeList(exitCodes());
        command.getSubcommands().values().forEach(GreenroomCommand::addHelp);
    }

    private static Map<String, String> exitCodes() {
        return Arrays.stream(ExitCode.values())
                .collect(Collectors.toMap(
                        code -> " " + code.code(), ExitCode::meaning, (first, second) -> first, LinkedHashMap::new));
    }

    /** Errors say what was tried, what is wrong and what to do; a stack trace only for what nobody foresaw. */
    private static int explain(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        boolean wantsJson = parsed.originalArgs().stream().anyMatch("json"::equalsIgnoreCase);
        if (failure instanceof CommandFailedException known) {
            print(wantsJson, known.exitCode(), known.getMessage(), known.hint());
            return known.exitCode().code();
        }
        if (failure instanceof ReleaseFailedException release) {
            print(wantsJson, ExitCode.ROLLED_BACK, release.getMessage(), "Fix it, then deploy again.");
            return ExitCode.ROLLED_BACK.code();
        }
        if (failure instanceof DeploymentException || failure instanceof SdkException) {
            print(wantsJson, ExitCode.FAILED, failure.getMessage(), "./greenroom events tells what happened before.");
            return ExitCode.FAILED.code();
        }
        if (failure instanceof InterruptedException) {
            return ExitCode.INTERRUPTED.code();
        }
        throw failure;
    }

    private static void print(boolean wantsJson, ExitCode code, String message, String hint) {
        if (wantsJson) {
            Report.json(
                    System.out,
                    Map.of("error", Map.of("code", code.name(), "message", String.valueOf(message), "hint", hint)));
        } else {
            System.err.println("greenroom: " + message);
            System.err.println(hint);
        }
    }
}
