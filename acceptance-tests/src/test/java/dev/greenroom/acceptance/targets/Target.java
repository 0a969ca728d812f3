package dev.greenroom.acceptance.targets;

import dev.greenroom.infra.aws.AwsAccess;
import dev.greenroom.infra.permissions.Policy;
import dev.greenroom.infra.stacks.Plan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** What the features run against. {@code -Dtarget} chooses it. */
public interface Target extends AutoCloseable {
    /** Starts or finds the target that this run was asked to use. */
    static Target start() throws IOException, InterruptedException {
        var name = System.getProperty("target", "local");
        for (var kind : ServiceLoader.load(TargetKind.class)) {
            if (kind.name().equals(name)) {
                return kind.start();
            }
        }
        throw new IllegalArgumentException(
                "Tried to run the features against target %s but there are only local and aws".formatted(name));
    }

    /** Section of the environments' files that holds here. */
    String name();

    /** Its name, and what of this run's circumstances a reader of its report should know. */
    default String description() {
        return name();
    }

    AwsAccess access();

    /** The project that is there already and that scenarios look at; empty where a run makes one. */
    Optional<String> project();

    /** The environment whose service is looked at where a scenario names none. */
    String environment();

    /** The commit, or its beginning, of the release that must answer there; empty when any will do. */
    String commit();

    /** Parameters of one environment that must differ from what its file says; new ones for every project. */
    Map<String, String> parameters();

    /** What a run here needs to be allowed; calls beyond that fail. */
    List<Policy> policies();

    /** Deletes what this run made, unless it ends with the target or was there before. */
    void leave(Plan.Step tearDown) throws InterruptedException;

    /** Leaves nothing of this run behind. */
    @Override
    void close();
}
