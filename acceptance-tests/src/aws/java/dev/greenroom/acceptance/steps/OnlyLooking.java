package dev.greenroom.acceptance.steps;

import io.cucumber.java.Before;
import io.cucumber.java.Scenario;

/** Keeps scenarios that deploy, toggle or tear down away from an environment that others use. */
public final class OnlyLooking {
    @Before(value = "not @deployed", order = 1)
    public void refuse(Scenario scenario) {
        throw new IllegalStateException("Tried to run '%s' against an environment that is deployed but only scenarios"
                        .formatted(scenario.getName())
                + " with the tag @deployed leave it as it is");
    }
}
