package dev.greenroom.acceptance.http;

import static java.util.Comparator.comparing;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** People who use the service all the time, each for themselves, until the traffic is closed. */
public final class Traffic implements AutoCloseable {
    /** Between an answer and the next request. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Answers after which nobody doubts who serves. */
    private static final int IN_A_ROW = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Person> people;
    private final ScheduledExecutorService threads;

    private Traffic(List<Person> people) {
        this.people = people;
        this.threads = Executors.newScheduledThreadPool(people.size(), task -> new Thread(task, "person"));
    }

    /** Returns when each of them had an answer, be it a good one or not. Every second one keeps the connection. */
    public static Traffic start(int people, URI door) {
        var traffic = new Traffic(IntStream.range(0, people)
                .mapToObj(number -> new Person(door, number % 2 == 0))
                .toList());
        traffic.begin();
        return traffic;
    }

    /** Waits until each person got several good answers in a row from this release. */
    public void awaitEverybodyServedBy(String release) {
        await("everybody is served by release " + release)
                .atMost(PATIENCE)
                .untilAsserted(() -> people.forEach(person -> {
                    if (!person.isServedBy(release, IN_A_ROW)) {
                        throw new AssertionError("somebody is not, answers came from %s".formatted(person.answers()));
                    }
                }));
    }

    /** How many answers each release gave. */
    public Map<String, Integer> answers() {
        var all = new TreeMap<String, Integer>();
        people.forEach(person -> person.answers().forEach((release, count) -> all.merge(release, count, Integer::sum)));
        return all;
    }

    /** What went wrong, in the order of time. */
    public List<FailedRequest> failures() {
        return people.stream()
                .flatMap(person -> person.failures().stream())
                .sorted(comparing(FailedRequest::at))
                .toList();
    }

    /** Lets the last requests finish, and sends no more. */
    @Override
    public void close() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("Tried to end the traffic but requests are under way for " + PATIENCE);
        }
        people.forEach(Person::disconnect);
    }

    private void begin() {
        for (var number = 0; number < people.size(); number++) {
            threads.scheduleWithFixedDelay(people.get(number)::ask, number, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        await("everybody has asked once").atMost(PATIENCE).until(() -> people.stream()
                .noneMatch(person ->
                        person.answers().isEmpty() && person.failures().isEmpty()));
    }
}
