package dev.greenroom.cli.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Many people who ask one address all the time, each on a connection of its own. */
final class Crowd implements AutoCloseable {
    private static final long ANSWER_SECONDS = 120;

    private final URI address;
    private final Duration pause;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final List<Thread> people = new ArrayList<>();
    private final List<Awaited> awaited = new CopyOnWriteArrayList<>();
    private volatile boolean goOn = true;

    private Crowd(URI address, Duration pause) {
        this.address = address;
        this.pause = pause;
    }

    /** An answer that somebody waits for. */
    private record Awaited(String text, CompletableFuture<Instant> first) {}

    static Crowd of(int size, URI address) {
        return of(size, address, Duration.ZERO);
    }

    /** @param pause of each between two requests */
    static Crowd of(int size, URI address, Duration pause) {
        Crowd crowd = new Crowd(address, pause);
        System.setProperty("http.maxConnections", String.valueOf(size));
        for (int number = 0; number < size; number++) {
            Thread person = new Thread(crowd::ask, "crowd-" + number);
            crowd.people.add(person);
            person.start();
        }
        return crowd;
    }

    int answered() {
        return answered.get();
    }

    int failed() {
        return failed.get();
    }

    /** When anybody first got an answer that contains this text. */
    Instant awaitAnswer(String text) throws InterruptedException {
        Awaited answer = new Awaited(text, new CompletableFuture<>());
        awaited.add(answer);
        try {
            return answer.first().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Nobody got an answer with %s from %s".formatted(text, address), e);
        } finally {
            awaited.remove(answer);
        }
    }

    private void ask() {
        while (goOn) {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) address.toURL().openConnection();
                byte[] body = connection.getInputStream().readAllBytes();
                answered.incrementAndGet();
                told(body);
                Thread.sleep(pause.toMillis());
            } catch (IOException e) {
                failed.incrementAndGet();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void told(byte[] body) {
        if (!awaited.isEmpty()) {
            String text = new String(body, StandardCharsets.UTF_8);
            awaited.stream().filter(answer -> text.contains(answer.text())).forEach(answer -> answer.first()
                    .complete(Instant.now()));
        }
    }

    @Override
    public void close() throws InterruptedException {
        goOn = false;
        for (Thread person : people) {
            person.join();
        }
    }
}
