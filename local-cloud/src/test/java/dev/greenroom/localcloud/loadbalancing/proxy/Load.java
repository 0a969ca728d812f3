package dev.greenroom.localcloud.loadbalancing.proxy;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Clients that ask again and again, each on a connection of its own, and count what went wrong. */
final class Load implements AutoCloseable {
    @FunctionalInterface
    interface Question {
        Message ask(TestClient client) throws IOException;
    }

    static final Question GET = client -> client.get("/");
    static final Question SLOW_GET = client -> client.get("/slow");
    static final Question POST = client -> client.post("/", new byte[20_000]);

    private final InetSocketAddress address;
    private final AtomicInteger answered = new AtomicInteger();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final List<Thread> clients;
    private volatile boolean stopping;

    private Load(InetSocketAddress address, int count, Question question) {
        this.address = address;
        clients = IntStream.range(0, count)
                .mapToObj(i -> new Thread(() -> run(question), "load-" + i))
                .toList();
        clients.forEach(Thread::start);
    }

    static Load of(TestBalancer balancer, int count, Question question) {
        return new Load(balancer.address(), count, question);
    }

    private void run(Question question) {
        while (!stopping) {
            try (TestClient client = new TestClient(address)) {
                boolean goesOn = true;
                while (goesOn && !stopping) {
                    Message answer = question.ask(client);
                    if (answer.status() == 200) {
                        answered.incrementAndGet();
                    } else {
                        failures.merge(answer.firstLine(), 1, Integer::sum);
                    }
                    goesOn = !answer.header("Connection").equals("close");
                }
            } catch (IOException e) {
                failures.merge(e.toString(), 1, Integer::sum);
            }
        }
    }

    int answered() {
        return answered.get();
    }

    /** Lets the clients go on until so many more requests were answered. */
    void awaitMore(int count) {
        int goal = answered.get() + count;
        await().until(() -> answered.get() >= goal);
    }

    /** What went wrong, and how often, after the last client is done. */
    Map<String, Integer> failures() {
        close();
        return failures;
    }

    @Override
    public void close() {
        stopping = true;
        try {
            for (Thread client : clients) {
                client.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
