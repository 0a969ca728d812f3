package dev.greenroom.acceptance.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.acceptance.drivers.Door;
import dev.greenroom.acceptance.drivers.Leftovers;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/** Projects that are made to be torn down. */
public final class TeardownSteps {
    private final World world;
    private final Evidence evidence;

    public TeardownSteps(World world, Evidence evidence) {
        this.world = world;
        this.evidence = evidence;
    }

    @Given("a project of its own with release {string} in {string}")
    public void ownProjectWithRelease(String release, String environment) throws InterruptedException {
        var project = world.newOwnProject();
        project.provisionOnly(environment);
        project.environment(environment).install(project.releases().image(release));
        world.rememberDoors(Door.of(project.environment(environment)));
    }

    @Given("a project of its own with {string} and no release")
    public void ownProject(String environment) throws InterruptedException {
        world.newOwnProject().provisionOnly(environment);
    }

    @Given("its teardown was interrupted")
    public void tearDownWasInterrupted() throws InterruptedException {
        world.ownProject().interruptTearDown();
        evidence.lines("Before the interrupt", world.ownProject().log().lines());
    }

    @When("that project is torn down")
    public void tearDown() throws InterruptedException {
        world.ownProject().log().clear();
        world.ownProject().showcase().tearDown();
        evidence.lines("Events", world.ownProject().log().lines());
    }

    @Then("none of its stacks, images, databases, roles or log groups is left")
    public void nothingIsLeft() {
        assertThat(new Leftovers(world.account(), world.ownProject()).find()).isEmpty();
    }

    @Then("its doors are closed")
    public void doorsAreClosed() {
        assertThat(world.ownDoors()).isNotEmpty().noneMatch(Door::isOpen);
    }
}
