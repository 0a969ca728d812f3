package dev.greenroom.acceptance.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.acceptance.drivers.DatabasePassword;
import dev.greenroom.acceptance.drivers.Door;
import dev.greenroom.acceptance.drivers.TaggedResources;
import dev.greenroom.infra.Slot;
import dev.greenroom.infra.stacks.StackOutcome;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;

/** Environments that come from templates. */
public final class ProvisioningSteps {
    private final World world;
    private final Evidence evidence;

    public ProvisioningSteps(World world, Evidence evidence) {
        this.world = world;
        this.evidence = evidence;
    }

    @Given("the environments are provisioned")
    public void provisioned() throws InterruptedException {
        world.project().ensureProvisioned();
        world.project().log().clear();
    }

    @When("the environments are provisioned again")
    public void provisionAgain() throws InterruptedException {
        world.project().showcase().provision();
    }

    @Then("no stack was changed")
    public void nothingChanged() {
        var outcomes = world.project().log().outcomes();
        evidence.table(
                "Stacks",
                List.of("stack", "outcome"),
                outcomes.entrySet().stream()
                        .map(entry -> List.of(entry.getKey(), entry.getValue().name()))
                        .toList());
        assertThat(outcomes.values()).isNotEmpty().containsOnly(StackOutcome.UNCHANGED);
    }

    @Then("these doors are open, and no others:")
    public void doorsAreOpen(DataTable expected) {
        var doors = world.project().showcase().environments().stream()
                .flatMap(environment -> Door.of(environment).stream())
                .toList();
        assertThat(doors).allMatch(Door::isOpen, "is open");
        assertThat(doors.stream().map(door -> List.of(door.environment(), door.roleName())))
                .containsExactlyInAnyOrderElementsOf(expected.subTable(1, 0).cells());
    }

    @Then("{string} has one slot and no door for testers")
    public void hasOneSlot(String environment) {
        assertThat(world.environment(environment).slots()).isEqualTo(List.of(Slot.A));
        assertThat(world.environment(environment).status().green()).isEmpty();
    }

    @Then("everything that can carry tags says its project, environment and component")
    public void everythingIsTagged() {
        var resources = new TaggedResources(world.account()).of(world.project());
        evidence.table(
                "Tags",
                List.of("stack", "resource", "Project", "Environment", "Component"),
                resources.stream()
                        .map(it -> List.of(
                                it.stack(),
                                it.logicalId(),
                                it.tag("Project"),
                                it.tag("Environment"),
                                it.tag("Component")))
                        .toList());
        assertThat(resources)
                .isNotEmpty()
                .allMatch(it -> it.tag("Project").equals(world.project().name()))
                .noneMatch(it ->
                        it.tag("Environment").isEmpty() || it.tag("Component").isEmpty());
    }

    @Then("no template, parameter, output, event or log of {string} shows the password of its database")
    public void passwordIsNowhere(String environment) {
        var name = world.project().name() + "-" + environment;
        assertThat(new DatabasePassword(world.account(), name).leaks()).isEmpty();
    }
}
