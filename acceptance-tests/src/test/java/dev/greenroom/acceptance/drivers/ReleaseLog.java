package dev.greenroom.acceptance.drivers;

import static org.awaitility.Awaitility.await;

import dev.greenroom.infra.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the release behind the blue door of an environment logged lately. */
public final class ReleaseLog {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LATELY = Duration.ofMinutes(2);

    private final Environment environment;
    private final Account account;

    public ReleaseLog(Environment environment, Account account) {
        this.environment = environment;
        this.account = account;
    }

    /** Waits until it logged an error, and tells the lines in which it did. */
    public List<String> awaitErrors() {
        return await("an error in the log of " + environment.name())
                .atMost(PATIENCE)
                .until(this::errors, lines -> !lines.isEmpty());
    }

    private List<String> errors() {
        var group =
                environment.logGroup(environment.status().blue().orElseThrow().slot());
        return account
                .aws()
                .logs()
                .filterLogEventsPaginator(request -> request.logGroupName(group)
                        .startTime(Instant.now().minus(LATELY).toEpochMilli()))
                .events()
                .stream()
                .map(event -> event.message())
                .filter(line -> line.contains("\"level\":\"ERROR\""))
                .toList();
    }
}
