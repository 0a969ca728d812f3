package dev.greenroom.acceptance.steps;

import static java.util.Objects.requireNonNull;

import dev.greenroom.acceptance.drivers.Account;
import dev.greenroom.acceptance.drivers.Project;
import dev.greenroom.acceptance.targets.Target;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What all scenarios of a run share: the target and one project on it, which scenarios leave in any state. */
final class TestRun implements AutoCloseable {
    private static @Nullable TestRun current;

    private final Target target;
    private final Account account;
    private final Project project;

    private TestRun(Target target) {
        this.target = target;
        this.account = new Account(target.access());
        this.project = new Project(target, account);
    }

    static void begin() throws IOException, InterruptedException {
        current = new TestRun(Target.start());
    }

    static TestRun current() {
        return requireNonNull(current, "no run has begun");
    }

    static void end() {
        if (current != null) {
            current.close();
        }
    }

    Account account() {
        return account;
    }

    Project project() {
        return project;
    }

    /** One that nobody else uses. */
    Project newProject() {
        return new Project(target, account);
    }

    @Override
    public void close() {
        account.close();
        target.close();
    }
}
