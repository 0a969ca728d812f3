package dev.greenroom.acceptance.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.acceptance.drivers.Door;
import dev.greenroom.acceptance.drivers.Programme;
import dev.greenroom.acceptance.http.FailedRequest;
import dev.greenroom.acceptance.http.Traffic;
import dev.greenroom.acceptance.http.Upload;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.io.IOException;
import java.util.List;

/** People who use the service while it is delivered, and what they see of it. */
public final class UserSteps {
    private final World world;
    private final Evidence evidence;

    public UserSteps(World world, Evidence evidence) {
        this.world = world;
        this.evidence = evidence;
    }

    @Given("{int} people use {string} all the time")
    public void peopleUse(int people, String environment) {
        world.begin(Traffic.start(people, world.blueDoor(environment).url()));
    }

    @Then("everybody is served by release {string}")
    public void everybodyIsServedBy(String release) {
        world.traffic().awaitEverybodyServedBy(release);
    }

    @Then("nobody saw a failed request")
    public void nobodySawAFailure() throws InterruptedException {
        world.traffic().close();
        var failures = world.traffic().failures();
        evidence.table(
                "Answered requests",
                List.of("release", "requests"),
                world.traffic().answers().entrySet().stream()
                        .map(entry -> List.of(entry.getKey(), entry.getValue().toString()))
                        .toList());
        evidence.lines(
                "Failed requests",
                failures.stream().map(FailedRequest::toString).toList());
        assertThat(failures).isEmpty();
    }

    @Given("an upload to the live release of {string} has begun")
    public void uploadHasBegun(String environment) throws IOException {
        world.begin(Upload.begin(world.blueDoor(environment).url()));
    }

    @Then("the upload, when it is completed, is answered by release {string}")
    public void uploadIsAnsweredBy(String release) throws IOException {
        assertThat(world.upload().complete()).isEqualTo(release);
    }

    @Given("a performance was created by the live release of {string}")
    @When("a performance is created by the live release of {string}")
    public void createPerformance(String environment) {
        world.remember(new Programme(world.blueDoor(environment)).put());
    }

    @Then("the live release of {string} shows it")
    public void liveReleaseShowsIt(String environment) {
        assertShown(world.blueDoor(environment));
    }

    @Then("the candidate in {string} shows it")
    public void candidateShowsIt(String environment) {
        assertShown(world.greenDoor(environment));
    }

    private void assertShown(Door door) {
        assertThat(new Programme(door).title(world.performance())).startsWith("Evening");
    }
}
