package dev.greenroom.acceptance.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;

/** The toggle and the way back. */
public final class ToggleSteps {
    private final World world;
    private final Evidence evidence;

    public ToggleSteps(World world, Evidence evidence) {
        this.world = world;
        this.evidence = evidence;
    }

    @Given("{string} was toggled")
    @When("{string} is toggled")
    public void toggle(String environment) throws InterruptedException {
        world.environment(environment).toggle();
    }

    @When("somebody tries to toggle {string}")
    public void tryToToggle(String environment) throws InterruptedException {
        world.attempt(() -> world.environment(environment).toggle());
    }

    @When("somebody tries to make release {string} live in {string}")
    public void tryToMakeLive(String release, String environment) throws InterruptedException {
        var image = world.project().releases().image(release);
        world.attempt(() -> world.environment(environment).toggle(image));
    }

    @Given("{string} was rolled back")
    @When("{string} is rolled back")
    public void rollBack(String environment) throws InterruptedException {
        world.environment(environment).rollBack();
    }

    @When("somebody tries to roll {string} back")
    public void tryToRollBack(String environment) throws InterruptedException {
        world.attempt(() -> world.environment(environment).rollBack());
    }

    @Then("that is refused because {string}")
    public void refused(String reason) {
        var refusal = world.project().releases().named(world.refusal().getMessage());
        evidence.lines("What the deployer says", List.of(refusal));
        assertThat(refusal).contains(reason);
    }
}
