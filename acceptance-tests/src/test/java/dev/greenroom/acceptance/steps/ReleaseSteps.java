package dev.greenroom.acceptance.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.greenroom.acceptance.drivers.Door;
import dev.greenroom.acceptance.drivers.Releases;
import dev.greenroom.infra.ReleaseFailedException;
import dev.greenroom.infra.Role;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Releases on their way into environments, and what answers there. */
public final class ReleaseSteps {
    private final World world;
    private final Evidence evidence;

    public ReleaseSteps(World world, Evidence evidence) {
        this.world = world;
        this.evidence = evidence;
    }

    @Given("{string} runs release {string}")
    public void runs(String environment, String release) throws InterruptedException {
        world.lineup().ensure(environment, release);
    }

    @Given("{string} serves these releases:")
    public void serves(String environment, DataTable releases) throws InterruptedException {
        Map<String, String> byRole = byRole(releases);
        world.lineup().ensure(environment, byRole.get("blue"), byRole.get("green"));
    }

    @Given("release {string} was deployed to {string}")
    @When("release {string} is deployed to {string}")
    public void deploy(String release, String environment) throws InterruptedException {
        world.rememberTasks(environment);
        world.environment(environment).deploy(world.project().releases().image(release));
    }

    @When("a release that can not start is deployed to {string}")
    public void deployBroken(String environment) throws InterruptedException {
        var image = world.project().releases().thatCanNotStart();
        world.attempt(() -> world.environment(environment).deploy(image));
    }

    @When("a release that was never built is deployed to {string}")
    public void deployUnbuilt(String environment) throws InterruptedException {
        var image = world.project().releases().thatWasNeverBuilt();
        world.attempt(() -> world.environment(environment).deploy(image));
    }

    @When("every task of {string} dies")
    public void tasksDie(String environment) {
        world.rememberTasks(environment);
        world.tasks().stopAll(environment);
    }

    @Then("{string} answers with release {string}")
    public void answersWith(String environment, String release) {
        world.blueDoor(environment).awaitRelease(release);
    }

    @Then("{string} answers with these releases:")
    public void answersWith(String environment, DataTable releases) {
        Map<String, String> byRole = byRole(releases);
        byRole.forEach((role, release) ->
                Door.of(world.environment(environment), role(role)).awaitRelease(release));
        evidence.table(
                "Who answers in " + environment,
                List.of("role", "url", "release"),
                Door.of(world.environment(environment)).stream()
                        .map(door -> List.of(door.roleName(), door.url().toString(), door.release()))
                        .toList());
    }

    @Then("the deployment is reported as rolled back")
    public void reportedAsRolledBack() {
        evidence.lines("The report", List.of(world.refusal().getMessage()));
        evidence.lines("Events", world.project().log().lines());
        assertThat(world.refusal()).cause().hasMessageContaining("ROLLBACK_COMPLETE");
    }

    @Then("the report quotes what the release logged")
    public void reportQuotesLog() {
        assertThat(world.refusal())
                .asInstanceOf(type(ReleaseFailedException.class))
                .satisfies(report -> assertThat(report.logLines())
                        .anyMatch(line -> line.contains("\"level\":\"ERROR\"") && line.contains(Releases.COMPLAINT)));
    }

    @Then("the report says that its image can not be pulled")
    public void reportSaysImageIsMissing() {
        assertThat(world.refusal()).hasMessageContaining("CannotPullContainerError");
    }

    @Then("one task is left in {string}")
    public void oneTaskIsLeft(String environment) {
        assertThat(world.tasks().running(environment)).hasSize(1);
    }

    @Then("no task was replaced in {string}")
    public void noTaskWasReplaced(String environment) {
        assertThat(world.tasks().running(environment)).isEqualTo(world.tasksBefore(environment));
    }

    @Then("a new task takes the place of each in {string}")
    public void tasksAreReplaced(String environment) {
        world.tasks().awaitReplacement(environment, world.tasksBefore(environment));
    }

    private static Map<String, String> byRole(DataTable releases) {
        return releases.subTable(1, 0).asMap();
    }

    private static Role role(String name) {
        return Role.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
