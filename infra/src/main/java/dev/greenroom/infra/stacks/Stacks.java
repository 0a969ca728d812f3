package dev.greenroom.infra.stacks;

import static java.util.Objects.requireNonNull;

import dev.greenroom.infra.aws.AwsClients;

/** The stacks of one account and region, by name. */
public final class Stacks {
    private final AwsClients aws;
    private final StackListener listener;
    private final Pacing pacing;

    public Stacks(AwsClients aws, StackListener listener, Pacing pacing) {
        this.aws = requireNonNull(aws, "aws is null");
        this.listener = requireNonNull(listener, "listener is null");
        this.pacing = requireNonNull(pacing, "pacing is null");
    }

    /** A stack that may or may not exist. */
    public Stack stack(String name) {
        return new Stack(
                name,
                aws.cloudFormation(),
                new ChangeSets(name, aws.cloudFormation(), pacing),
                new StackContents(aws),
                listener,
                pacing);
    }
}
