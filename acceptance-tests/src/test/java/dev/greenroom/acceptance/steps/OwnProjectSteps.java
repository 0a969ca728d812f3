package dev.greenroom.acceptance.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.acceptance.drivers.Door;
import dev.greenroom.acceptance.drivers.Leftovers;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/** Projects that a scenario has for itself, and tears down. */
public final class OwnProjectSteps {
    private final World world;
    private final Evidence evidence;

    public OwnProjectSteps(World world, Evidence evidence) {
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

    @Given("a project of its own whose provisioning of {string} was interrupted")
    public void provisioningWasInterrupted(String environment) throws InterruptedException {
        var project = world.newOwnProject();
        project.interruptSoon(() -> project.provisionOnly(environment));
        somethingIsThere();
    }

    @Given("its teardown was interrupted")
    public void tearDownWasInterrupted() throws InterruptedException {
        var project = world.ownProject();
        project.interruptSoon(() -> project.showcase().tearDown());
        somethingIsThere();
    }

    @When("{string} of that project is provisioned")
    public void provision(String environment) throws InterruptedException {
        world.ownProject().provisionOnly(environment);
        world.rememberDoors(Door.of(world.ownProject().environment(environment)));
    }

    @When("that project is torn down")
    public void tearDown() throws InterruptedException {
        world.ownProject().log().clear();
        world.ownProject().showcase().tearDown();
        evidence.lines("Events", world.ownProject().log().lines());
    }

    @When("a release that can not start is deployed to {string} of that project")
    public void deployBroken(String environment) throws InterruptedException {
        var image = world.ownProject().releases().thatCanNotStart();
        world.attempt(() -> world.ownProject().environment(environment).deploy(image));
    }

    @Then("none of its stacks, images, databases, roles or log groups is left")
    public void nothingIsLeft() {
        assertThat(new Leftovers(world.account(), world.ownProject()).find()).isEmpty();
    }

    @Then("its doors are open")
    public void doorsAreOpen() {
        assertThat(world.ownDoors()).isNotEmpty().allMatch(Door::isOpen, "is open");
    }

    @Then("its doors are closed")
    public void doorsAreClosed() {
        assertThat(world.ownDoors()).isNotEmpty().noneMatch(Door::isOpen);
    }

    private void somethingIsThere() {
        var leftovers = new Leftovers(world.account(), world.ownProject()).find();
        evidence.lines("What was there after the interrupt", leftovers);
        assertThat(leftovers).isNotEmpty();
    }
}
