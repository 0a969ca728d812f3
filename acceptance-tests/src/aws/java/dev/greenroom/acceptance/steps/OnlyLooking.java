package dev.greenroom.acceptance.steps;

import io.cucumber.java.Before;
import io.cucumber.java.Scenario;

/** Keeps scenarios away from AWS that do not hold there, or would change an environment that others use. */
public final class OnlyLooking {
    @Before(value = "not @deployed", order = 1)
    public void refuseToChange(Scenario scenario) {
        if (!Boolean.getBoolean("provision")) {
            throw new IllegalStateException(
                    "Tried to run '%s' against an environment that is deployed but only scenarios"
                                    .formatted(scenario.getName())
                            + " with the tag @deployed leave it as it is");
        }
    }

    @Before(value = "not @aws", order = 1)
    public void refuseWhatHoldsElsewhere(Scenario scenario) {
        throw new IllegalStateException("Tried to run '%s' on AWS but only scenarios with the tag @aws hold there"
                .formatted(scenario.getName()));
    }
}
