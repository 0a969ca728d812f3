package dev.greenroom.acceptance.drivers;

import static org.awaitility.Awaitility.await;

import dev.greenroom.infra.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the release behind the blue door of an environment logged. */
public final class ReleaseLog {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** By how much the clock that stamps log lines may be behind ours: on AWS it is another machine's. */
    private static final Duration SKEW = Duration.ofSeconds(3);

    private final Environment environment;
    private final Account account;

    public ReleaseLog(Environment environment, Account account) {
        this.environment = environment;
        this.account = account;
    }

    /** Waits until it logged an error since then, and tells the lines in which it did. */
    public List<String> awaitErrors(Instant since) {
        return await("an error in the log of " + environment.name())
                .atMost(PATIENCE)
                .until(() -> errors(since), lines -> !lines.isEmpty());
    }

    private List<String> errors(Instant since) {
        var group =
                environment.logGroup(environment.status().blue().orElseThrow().slot());
        return account
                .aws()
                .logs()
                .filterLogEventsPaginator(request ->
                        request.logGroupName(group).startTime(since.minus(SKEW).toEpochMilli()))
                .events()
                .stream()
                .map(event -> event.message())
                .filter(line -> line.contains("\"level\":\"ERROR\""))
                .toList();
    }
}
