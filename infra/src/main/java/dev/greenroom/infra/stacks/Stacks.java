package dev.greenroom.infra.stacks;

import static java.util.Objects.requireNonNull;

import dev.greenroom.infra.aws.AwsClients;
import org.jspecify.annotations.Nullable;

/** The stacks of one account and region, by name. */
public final class Stacks {
    private final AwsClients aws;
    private final StackListener listener;
    private final Pacing pacing;
    private final @Nullable String role;

    public Stacks(AwsClients aws, StackListener listener, Pacing pacing) {
        this(aws, listener, pacing, null);
    }

    private Stacks(AwsClients aws, StackListener listener, Pacing pacing, @Nullable String role) {
        this.aws = requireNonNull(aws, "aws is null");
        this.listener = requireNonNull(listener, "listener is null");
        this.pacing = requireNonNull(pacing, "pacing is null");
        this.role = role;
    }

    /** The same stacks, changed by CloudFormation in a role and not by what the caller may do. */
    public Stacks actingAs(String roleArn) {
        return new Stacks(aws, listener, pacing, roleArn);
    }

    /** A stack that may or may not exist. */
    public Stack stack(String name) {
        return new Stack(
                name,
                aws.cloudFormation(),
                new ChangeSets(name, aws.cloudFormation(), pacing, role),
                // Made only when needed: whoever deletes nothing needs no client of a registry or bucket, nor its
                // library.
                stackId -> new StackContents(aws).empty(stackId),
                listener,
                pacing);
    }
}
