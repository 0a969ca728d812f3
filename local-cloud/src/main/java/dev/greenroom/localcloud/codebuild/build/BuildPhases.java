package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.aws.AwsReason;
import dev.greenroom.localcloud.aws.NotAuthorizedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.PhaseContext;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/** Takes a build through its phases and notes how each of them went. */
final class BuildPhases {
    private final BuildEntry entry;
    private final Masking masking;
    private Optional<BuildLog> log = Optional.empty();

    BuildPhases(BuildEntry entry, Masking masking) {
        this.entry = entry;
        this.masking = masking;
    }

    /** What a phase does. */
    interface Work {
        void run() throws PhaseFailedException, IOException, InterruptedException;
    }

    /** What a phase does to make something. */
    interface Making<T> {
        T make() throws PhaseFailedException, IOException, InterruptedException;
    }

    /**
     * Returns what the phase made; empty when it failed.
     *
     * @throws BuildEndedException when the build was ended meanwhile
     */
    <T> Optional<T> make(BuildPhaseType type, Making<T> making) throws BuildEndedException {
        var made = new AtomicReference<T>();
        boolean succeeded = run(type, () -> made.set(making.make()));
        return succeeded ? Optional.of(made.get()) : Optional.empty();
    }

    void logTo(BuildLog opened) {
        log = Optional.of(opened);
    }

    /**
     * Returns whether the phase succeeded.
     *
     * @throws BuildEndedException when the build was ended meanwhile
     */
    boolean run(BuildPhaseType type, Work work) throws BuildEndedException {
        entry.begin(type);
        try {
            work.run();
            return complete(type, StatusType.SUCCEEDED, "", "");
        } catch (PhaseFailedException e) {
            return complete(type, StatusType.FAILED, e.statusCode(), String.valueOf(e.getMessage()));
        } catch (NotAuthorizedException e) {
            return complete(type, StatusType.FAILED, "ACCESS_DENIED", String.valueOf(e.getMessage()));
        } catch (SdkException e) {
            return complete(type, StatusType.FAILED, "CLIENT_ERROR", AwsReason.of(e));
        } catch (IOException e) {
            return complete(type, StatusType.FAILED, "CLIENT_ERROR", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            return complete(type, StatusType.FAULT, "INTERNAL_ERROR", "The local cloud ends");
        }
    }

    private boolean complete(BuildPhaseType type, StatusType status, String code, String message)
            throws BuildEndedException {
        StatusType real = entry.endedAs().orElse(status);
        boolean early = real != status;
        String shownMessage = early ? "" : masking.apply(message);
        String shownCode = early ? "" : code;
        entry.complete(
                real,
                shownCode.isEmpty()
                        ? List.of()
                        : List.of(PhaseContext.builder()
                                .statusCode(shownCode)
                                .message(shownMessage)
                                .build()));
        log.ifPresent(opened -> {
            opened.say("Phase complete: %s State: %s", type, real);
            opened.say("Phase context status code: %s Message: %s", shownCode, shownMessage);
        });
        if (early || status == StatusType.FAULT) {
            throw new BuildEndedException();
        }
        return status == StatusType.SUCCEEDED;
    }
}
