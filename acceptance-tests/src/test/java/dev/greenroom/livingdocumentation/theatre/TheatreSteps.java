package dev.greenroom.livingdocumentation.theatre;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.Before;
import io.cucumber.java.PendingException;
import io.cucumber.java.Scenario;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Steps that end in every way in which a step can end. */
public final class TheatreSteps {
    private @Nullable Scenario scenario;

    @Before
    public void remember(Scenario current) {
        scenario = current;
    }

    @Given("something works")
    public void works() {}

    @Given("something that is written:")
    public void written(String text) {}

    @Given("something in a table:")
    public void table(DataTable table) {}

    @Then("there is evidence of it")
    public void evidence() {
        attach("text/plain", "What was said", "<b>bravo</b>");
        attach("text/markdown", "Who clapped", "| who |\n| --- |\n| everybody |\n");
        attach("image/png", "The curtain", "not really a picture");
    }

    @Then("something breaks because of {string}")
    public void breaks(String reason) {
        throw new AssertionError("Broken by " + reason);
    }

    @Then("something is pending")
    public void pending() {
        throw new PendingException();
    }

    @Then("act {int} {word}")
    public void act(int number, String ending) {
        if (ending.equals("breaks")) {
            throw new AssertionError("Act %d broke".formatted(number));
        }
    }

    private void attach(String mediaType, String name, String content) {
        if (scenario != null) {
            scenario.attach(content.getBytes(StandardCharsets.UTF_8), mediaType, name);
        }
    }
}
