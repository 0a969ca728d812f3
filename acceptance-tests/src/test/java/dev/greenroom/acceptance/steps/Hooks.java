package dev.greenroom.acceptance.steps;

import io.cucumber.java.After;
import io.cucumber.java.AfterAll;
import io.cucumber.java.Before;
import io.cucumber.java.BeforeAll;
import io.cucumber.java.Scenario;
import java.io.IOException;

/** Begins and ends the run and each of its scenarios. */
public final class Hooks {
    private final World world;
    private final Evidence evidence;

    public Hooks(World world, Evidence evidence) {
        this.world = world;
        this.evidence = evidence;
    }

    @BeforeAll
    public static void beginRun() throws IOException, InterruptedException {
        var warmUp = new Thread(HttpWarmUp::run, "http-warm-up");
        warmUp.start();
        TestRun.begin();
        warmUp.join();
    }

    @AfterAll
    public static void endRun() throws InterruptedException {
        TestRun.end();
    }

    @Before
    public void begin(Scenario scenario) {
        evidence.of(scenario);
        world.project().log().clear();
    }

    @After
    public void end() throws Exception {
        world.close();
    }
}
