package dev.greenroom.infra.steps;

import dev.greenroom.infra.aws.AwsAccess;
import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.Pacing;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** {@code java -jar greenroom-infra.jar STEP [ARGUMENT...]}: one step of the delivery, told by environment variables. */
public final class Steps {
    private static final Path VARIABLES = Path.of("variables.env");

    private final BuildVariables variables;
    private final AwsClients aws;
    private final Exports exports;
    private final PrintStream out;

    Steps(BuildVariables variables, AwsClients aws, Path exported, PrintStream out) {
        this.variables = variables;
        this.aws = aws;
        this.exports = new Exports(exported, out);
        this.out = out;
    }

    public static void main(String... args) {
        // Nobody reads the SDK's log here, and it says so itself otherwise.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(run(args, System.getenv(), System.out, System.err));
    }

    private static int run(String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        try (var credentials = DefaultCredentialsProvider.builder().build();
                var aws = AwsClients.of(new AwsAccess(null, region(), credentials))) {
            new Steps(new BuildVariables(environment), aws, VARIABLES, out).run(Arrays.asList(args));
            return 0;
        } catch (DeploymentException failed) {
            err.println(failed.getMessage());
            return 1;
        } catch (SdkException failed) {
            err.printf(
                    "Tried to run %s but AWS could not be asked, or refused: %s%n", List.of(args), failed.getMessage());
            return 1;
        } catch (UncheckedIOException failed) {
            err.printf("%s but %s%n", failed.getMessage(), failed.getCause());
            return 1;
        } catch (NoClassDefFoundError missing) {
            err.printf(
                    "Tried to run %s but there is no %s: put the jars of lib, and to push images of push-lib, beside"
                            + " the program%n",
                    List.of(args), missing.getMessage());
            return 1;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static Region region() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException unknown) {
            throw new DeploymentException("Tried to find the region but it is set nowhere; set AWS_REGION", unknown);
        }
    }

    void run(List<String> args) throws InterruptedException {
        var step = args.isEmpty() ? "" : args.get(0);
        switch (step) {
            case "push-image" -> new PushImage(variables, aws.ecr(), exports).run(Path.of(argument(args)));
            case "configurations" -> new Configurations(variables).run(Path.of(argument(args)));
            case "resolve-slot" -> new ResolveSlot(variables, aws, exports).run();
            case "smoke-test" -> new SmokeTest(variables, aws, exports, out).run();
            case "verify" -> new Verify(variables, aws, out).run();
            case "reject-stale-approval" ->
                new RejectStaleApproval(variables, aws.codePipeline(), Pacing.ofThisMachine(), out).run();
            case "stop-idle-green" ->
                new StopIdleGreen(variables, aws, Clock.systemUTC(), Pacing.ofThisMachine(), out).run();
            default ->
                throw new DeploymentException(
                        "Tried to run step '%s' but there are only push-image, configurations, resolve-slot, smoke-test, verify, reject-stale-approval and stop-idle-green"
                                .formatted(step));
        }
    }

    private static String argument(List<String> args) {
        if (args.size() < 2) {
            throw new DeploymentException("Tried to run step '%s' but it needs a path".formatted(args.get(0)));
        }
        return args.get(1);
    }
}
