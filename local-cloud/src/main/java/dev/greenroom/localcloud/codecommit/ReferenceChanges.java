package dev.greenroom.localcloud.codecommit;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.EventPublisher;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

/** What follows a change of a branch or tag: the first branch is the default one, and the change is an event. */
final class ReferenceChanges implements AutoCloseable {
    private static final String DETAIL_TYPE = "CodeCommit Repository State Change";

    private final AwsScope scope;
    private final EventPublisher events;
    private final Clock clock;

    ReferenceChanges(AwsScope scope, EventPublisher events, Clock clock) {
        this.scope = scope;
        this.events = events;
        this.clock = clock;
    }

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
