package dev.greenroom.acceptance.steps;

import static java.util.Objects.requireNonNull;

import dev.greenroom.acceptance.delivery.Deliveries;
import dev.greenroom.acceptance.drivers.Account;
import dev.greenroom.acceptance.drivers.KeptWord;
import dev.greenroom.acceptance.drivers.Project;
import dev.greenroom.acceptance.targets.Target;
import dev.greenroom.infra.Environment;
import dev.greenroom.infra.permissions.AllowedCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What all scenarios of a run share: the target and one project on it, which scenarios leave in any state. */
final class TestRun implements AutoCloseable {
    private static @Nullable TestRun current;

    private final Target target;
    private final Account account;
    private final Project project;
    private final Deliveries deliveries;

    private TestRun(Target target) {
        this.target = target;
        this.account = new Account(target.access().with(AllowedCalls.of(target.policies())));
        this.project = Project.shared(target, account);
        this.deliveries = new Deliveries(project, account);
    }

    static void begin() throws IOException, InterruptedException {
        Path note = Path.of(System.getProperty("work.folder"), "cucumber", "target.txt");
        Files.deleteIfExists(note);
        Target target = Target.start();
        Files.createDirectories(note.getParent());
        Files.writeString(note, target.description());
        current = new TestRun(target);
    }

    static TestRun current() {
        return requireNonNull(current, "no run has begun");
    }

    static void end() throws InterruptedException {
        if (current != null) {
            current.close();
        }
    }

    /** Where the service is that scenarios look at if they name no environment. */
    Environment environment() {
        return project.environment(target.environment());
    }

    /** The commit, or its beginning, of the release that must answer there; empty when any will do. */
    String commit() {
        return target.commit();
    }

    Account account() {
        return account;
    }

    Project project() {
        return project;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    /** One that nobody else uses. */
    Project newProject() {
        return Project.unique(target, account);
    }

    /** The stack that keeps a word, which is of no project's templates. */
    KeptWord keptWord() {
        return new KeptWord(account, project.log(), "word-of-" + project.name());
    }

    @Override
    public void close() throws InterruptedException {
        try {
            deliveries.close();
            target.leave(() -> {
                keptWord().forget();
                project.showcase().tearDown();
            });
        } finally {
            account.close();
            target.close();
        }
    }
}
