package dev.greenroom.acceptance.targets;

import dev.greenroom.infra.aws.AwsAccess;
import java.io.IOException;
import java.util.Map;

/** What the features run against. {@code -Dtarget} chooses it. */
public interface Target extends AutoCloseable {
    /** Starts or finds the target that this run was asked to use. */
    static Target start() throws IOException, InterruptedException {
        var name = System.getProperty("target", "local");
        return switch (name) {
            case "local" -> LocalTarget.start();
            default ->
                throw new IllegalArgumentException(
                        "Tried to run the features against target %s but there is only local".formatted(name));
        };
    }

    /** Section of the environments' files that holds here. */
    String name();

    AwsAccess access();

    /** Parameters of one environment that must differ from what its file says; new ones for every project. */
    Map<String, String> parameters();

    /** Leaves nothing of this run behind. */
    @Override
    void close();
}
