package dev.greenroom.cli;

import dev.greenroom.cli.pipeline.Situation;
import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.pipeline.Pipeline;
import dev.greenroom.infra.pipeline.PipelineStatus;
import dev.greenroom.infra.stacks.DeploymentException;

/** What commands that work with the delivery pipeline have in common. */
abstract class DeliveryCommand extends ShowcaseCommand {
    static final String SHOWS_IT = "./greenroom pipeline shows what it does.";

    @Override
    public final Integer call() throws InterruptedException {
        try (AwsClients aws = aws()) {
            return run(quietShowcase(aws).delivery().pipeline()).code();
        }
    }

    abstract ExitCode run(Pipeline pipeline) throws InterruptedException;

    /** @throws CommandFailedException when there is no pipeline: exit code 7, and how to make it */
    static PipelineStatus look(Pipeline pipeline) {
        return pipeline.find()
                .orElseThrow(() -> new CommandFailedException(
                        ExitCode.NOT_THERE, "There is no delivery pipeline here.", "Run ./greenroom up --pipeline"));
    }

    /** What is said when there is nothing to do: that, and what the pipeline does instead. */
    static CommandFailedException nothing(String what, PipelineStatus status) {
        Situation situation = Situation.of(status);
        return new CommandFailedException(
                ExitCode.NOT_THERE,
                "%s. At the moment: %s.".formatted(what, situation.sentence()),
                "Next: " + String.join(", or ", situation.next()));
    }

    /** Something that CodePipeline may refuse, since somebody else was faster. */
    static void attempt(Runnable action) {
        try {
            action.run();
        } catch (DeploymentException refused) {
            throw new CommandFailedException(ExitCode.FAILED, String.valueOf(refused.getMessage()), SHOWS_IT);
        }
    }
}
