package dev.greenroom.acceptance.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;

/** Templates that are wrong, tried on a stack that has something to lose. */
public final class TemplateSteps {
    private final World world;
    private final Evidence evidence;

    public TemplateSteps(World world, Evidence evidence) {
        this.world = world;
        this.evidence = evidence;
    }

    @Given("a stack that keeps the word {string}")
    public void stackKeeps(String word) throws InterruptedException {
        world.keptWord().keep(word);
    }

    @When("it is updated with a template that has {}")
    public void updateWithMistake(String mistake) throws InterruptedException {
        world.attempt(() -> world.keptWord().update(mistake.replace(' ', '-')));
    }

    @When("it is updated to {string}")
    public void updateTo(String word) throws InterruptedException {
        world.attempt(() -> world.keptWord().keep(word));
    }

    @When("it is updated to {string} together with a resource that can not be made")
    public void updateHalfway(String word) throws InterruptedException {
        world.attempt(() -> world.keptWord().update("a-resource-that-can-not-be-made", word));
    }

    @Then("the update is refused because of {string}")
    public void updateIsRefused(String reason) {
        evidence.lines("What the deployer says", List.of(world.refusal().getMessage()));
        assertThat(world.refusal()).hasMessageContaining(reason);
    }

    @Then("the update is rolled back")
    public void updateIsRolledBack() {
        evidence.lines("What the deployer says", List.of(world.refusal().getMessage()));
        evidence.lines("Events", world.project().log().lines());
        assertThat(world.keptWord().status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    }

    @Then("the stack still keeps the word {string}")
    public void stackStillKeeps(String word) {
        assertThat(world.keptWord().word()).isEqualTo(word);
    }
}
