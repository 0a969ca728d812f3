package dev.greenroom.acceptance.steps;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.acceptance.drivers.Door;
import dev.greenroom.acceptance.drivers.Health;
import dev.greenroom.acceptance.drivers.Programme;
import dev.greenroom.acceptance.drivers.ProgrammePage;
import dev.greenroom.acceptance.drivers.Refusal;
import dev.greenroom.acceptance.drivers.ReleaseNote;
import dev.greenroom.infra.Role;
import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the service promises those who use it, at a door where any release may answer. */
public final class ServiceSteps {
    private final World world;
    private final Evidence evidence;

    /** The performances that the scenario put on the programme. */
    private final List<String> performances = new ArrayList<>();

    /** Pages that were read, in order. */
    private final List<ProgrammePage> pages = new ArrayList<>();

    /** What the service would not do. */
    private @Nullable Refusal refusal;

    public ServiceSteps(World world, Evidence evidence) {
        this.world = world;
        this.evidence = evidence;
    }

    @Given("a release is deployed")
    public void releaseIsDeployed() throws InterruptedException {
        world.lineup().ensureAny(world.lookedAt());
    }

    @Then("it says its version, its commit, its slot and its environment")
    public void saysWhatItIs() {
        var note = ReleaseNote.at(door());
        evidence.table(
                "What it says",
                List.of("version", "commit", "slot", "environment"),
                List.of(List.of(note.version(), note.commit(), note.slot(), note.environment())));
        assertThat(note.version()).isNotBlank();
        assertThat(note.commit()).matches("[0-9a-f]{7,40}");
        assertThat(note.slot()).isEqualTo(slot());
        assertThat(note.environment()).isEqualTo(world.lookedAt().name());
    }

    @Then("it is the commit that this run was told to expect")
    public void isTheExpectedCommit() {
        var expected = world.expectedCommit();
        if (expected.isBlank()) {
            evidence.lines("What was expected", List.of("any release will do in this run: it was told of no commit"));
            return;
        }
        evidence.lines("What was expected", List.of(expected));
        assertThat(ReleaseNote.at(door())).matches(note -> note.isOf(expected), "is of commit " + expected);
    }

    @Then("it says that it is alive and ready")
    public void saysThatItIsWell() {
        assertThat(Health.at(door())).isEqualTo(new Health(true, true));
    }

    @Given("a performance was put on the programme")
    @When("a performance is put on the programme")
    public void putOnProgramme() {
        performances.add(programme().put());
    }

    @Given("{int} performances were put on the programme")
    public void putOnProgramme(int count) {
        for (var number = 0; number < count; number++) {
            putOnProgramme();
        }
    }

    @When("it is taken off the programme")
    public void takeOffProgramme() {
        programme().remove(performance());
    }

    @Then("the programme has it")
    public void programmeHasIt() {
        assertThat(programme().title(performance())).startsWith("Evening");
    }

    @When("somebody asks for it")
    public void askForIt() {
        refusal = programme().tryToRead(performance());
    }

    @When("the first {int} pages of {int} performances are read")
    public void readPages(int count, int size) {
        for (var number = 0; number < count; number++) {
            pages.add(programme().page(number, size));
        }
    }

    @Then("each page has {int} performances, and none is on two pages")
    public void pagesAreFull(int size) {
        assertThat(pages).allSatisfy(page -> assertThat(page.performances()).hasSize(size));
        assertThat(pages.stream().flatMap(page -> page.performances().stream())).doesNotHaveDuplicates();
    }

    @Then("each page says that there are at least {int} in all")
    public void pagesTellTotal(int count) {
        assertThat(pages).allSatisfy(page -> assertThat(page.total()).isGreaterThanOrEqualTo(count));
    }

    @When("somebody asks for a page of {int} performances")
    public void askForPage(int size) {
        refusal = programme().tryToReadPage(size);
    }

    @When("somebody puts a performance without a {word} on the programme")
    public void putWithout(String field) {
        refusal = programme().tryToPut(field, null);
    }

    @When("somebody puts a performance on the programme whose {word} is {string}")
    public void putWith(String field, String value) {
        refusal = programme().tryToPut(field, value);
    }

    @When("somebody puts a performance on the programme whose {word} has {int} characters")
    public void putLong(String field, int length) {
        refusal = programme().tryToPut(field, "x".repeat(length));
    }

    @Then("that is refused as a mistake, with the words {string}")
    public void refusedAsMistake(String words) {
        assertRefused(400);
        assertThat(refusal().body()).contains(words);
    }

    @Then("the answer is that there is no such performance")
    public void noSuchPerformance() {
        assertRefused(404);
    }

    /** Leaves the programme as it was. */
    @After
    public void clear() {
        performances.forEach(address -> programme().remove(address));
    }

    private void assertRefused(int status) {
        evidence.lines("What the service says", List.of(refusal().body()));
        assertThat(refusal().status()).isEqualTo(status);
        assertThat(refusal()).matches(Refusal::isWellFormed, "is told as all problems are");
    }

    private String performance() {
        return performances.get(performances.size() - 1);
    }

    private Refusal refusal() {
        return requireNonNull(refusal, "nothing was refused");
    }

    private Programme programme() {
        return new Programme(door());
    }

    private Door door() {
        return Door.of(world.lookedAt(), Role.BLUE);
    }

    private String slot() {
        return world.lookedAt().status().blue().orElseThrow().slot().toString();
    }
}
