package dev.greenroom.cli.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Many people who ask one address all the time, each on a connection of its own. */
final class Crowd implements AutoCloseable {
    private final URI address;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final List<Thread> people = new ArrayList<>();
    private volatile boolean goOn = true;

    private Crowd(URI address) {
        this.address = address;
    }

    static Crowd of(int size, URI address) {
        Crowd crowd = new Crowd(address);
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

    private void ask() {
        while (goOn) {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) address.toURL().openConnection();
                connection.getInputStream().readAllBytes();
                answered.incrementAndGet();
            } catch (IOException e) {
                failed.incrementAndGet();
            }
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
