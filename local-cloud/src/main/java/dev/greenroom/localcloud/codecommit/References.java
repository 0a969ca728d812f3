package dev.greenroom.localcloud.codecommit;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.EventPublisher;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;

/** Moves branches, and does what follows each change of one: the first is the default one, and the change is an event. */
final class References implements AutoCloseable {
    private static final String DETAIL_TYPE = "CodeCommit Repository State Change";
    private static final Set<RefUpdate.Result> DONE =
            Set.of(RefUpdate.Result.NEW, RefUpdate.Result.FAST_FORWARD, RefUpdate.Result.FORCED);

    private final AwsScope scope;
    private final EventPublisher events;
    private final Clock clock;

    References(AwsScope scope, EventPublisher events, Clock clock) {
        this.scope = scope;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Moves, makes or deletes a reference.
     *
     * @param before where it has to be, empty when it must not exist
     * @param after empty to delete it
     * @return false when it was somewhere else, or somebody else moved it at the same time
     */
    boolean move(
            CodeRepository repository,
            String reference,
            Optional<? extends ObjectId> before,
            Optional<? extends ObjectId> after) {
        return GitCall.of(() -> {
            RefUpdate update = repository.git().updateRef(reference);
            update.setExpectedOldObjectId(before.isPresent() ? before.get() : ObjectId.zeroId());
            update.setForceUpdate(true);
            if (after.isPresent()) {
                update.setNewObjectId(after.get());
            }
            if (!DONE.contains(after.isPresent() ? update.update() : update.delete())) {
                return false;
            }
            happened(repository, new ReferenceChange(reference, before.map(ObjectId::name), after.map(ObjectId::name)));
            return true;
        });
    }

    void makeDefault(CodeRepository repository, String branch) {
        GitCall.of(() -> {
            repository.makeDefault(branch);
            repository.touch(clock.instant());
            return branch;
        });
    }

    /** What follows when git itself has moved a reference. */
    void happened(CodeRepository repository, ReferenceChange change) throws IOException {
        Instant now = clock.instant();
        repository.touch(now);
        if (change.branch().isPresent() && change.after().isPresent()) {
            repository.makeDefaultIfFirst(change.branch().get());
        }
        if (change.isBranchOrTag()) {
            events.publish(
                    DETAIL_TYPE,
                    scope.arn("codecommit", repository.name()),
                    now,
                    change.detail(repository.name(), repository.id()));
        }
    }

    @Override
    public void close() {
        events.close();
    }
}
