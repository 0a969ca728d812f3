package dev.greenroom.acceptance.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.acceptance.delivery.Deliveries;
import dev.greenroom.acceptance.delivery.DeliveryRules;
import dev.greenroom.acceptance.delivery.Mistake;
import dev.greenroom.acceptance.delivery.OneDelivery;
import dev.greenroom.acceptance.drivers.Door;
import dev.greenroom.acceptance.drivers.ReleaseNote;
import dev.greenroom.infra.pipeline.Status;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.ArrayList;
import java.util.List;

/** From a push to production, and whatever comes in between. */
public final class DeliverySteps {
    private static final String ITS_NAME = "of a commit with a mistake";
    private static final String THIS_PROJECT = "of this project";

    private final World world;
    private final Evidence evidence;

    public DeliverySteps(World world, Evidence evidence) {
        this.world = world;
        this.evidence = evidence;
    }

    @Given("a delivery pipeline")
    public void pipeline() throws InterruptedException {
        deliveries().ensureProvisioned(DeliveryRules.PATIENT);
    }

    @Given("a newer release rejects one that nobody decided about")
    public void newerReleaseRejects() throws InterruptedException {
        deliveries().ensureProvisioned(DeliveryRules.NEWEST_FIRST);
    }

    @Given("there is as little time for a decision as possible")
    public void littleTime() throws InterruptedException {
        deliveries().ensureProvisioned(DeliveryRules.BRIEF);
    }

    @Given("release {string} is live in {string}")
    public void isLive(String release, String environment) throws InterruptedException {
        world.lineup().ensureLive(environment, release);
    }

    @Given("nothing is on its way")
    public void nothingIsOnItsWay() {
        deliveries().clear();
    }

    @Given("something was delivered before, and nothing is on its way")
    public void somethingWasDelivered() throws InterruptedException {
        if (deliveries().isNew()) {
            deliveries().push(ITS_NAME, Mistake.BUILD).awaitEnd();
        }
        nothingIsOnItsWay();
    }

    @When("release {string} is pushed")
    public void push(String release) throws InterruptedException {
        remember();
        deliveries().push(release, Mistake.NONE);
    }

    @When("releases {string} and {string} are pushed, one after the other")
    public void push(String first, String second) throws InterruptedException {
        push(first);
        deliveries().awaitTurn(first);
        push(second);
    }

    @When("a commit that can not be built is pushed")
    public void pushUnbuildable() throws InterruptedException {
        remember();
        deliveries().push(ITS_NAME, Mistake.BUILD);
    }

    @When("a template that needs more than its role may is pushed")
    public void pushUnauthorized() throws InterruptedException {
        remember();
        deliveries().push(ITS_NAME, Mistake.PERMISSION);
    }

    @When("a release that breaks a promise is pushed")
    public void pushBrokenPromise() throws InterruptedException {
        remember();
        deliveries().push(ITS_NAME, Mistake.INTEGRATION_TEST);
    }

    @When("a release that is not of its commit is pushed")
    public void pushImpostor() throws InterruptedException {
        remember();
        deliveries().push(ITS_NAME, Mistake.SMOKE_TEST);
    }

    @Given("release {string} waited for a decision")
    public void waited(String release) throws InterruptedException {
        if (!deliveries().waits(release)) {
            deliveries().clear();
            push(release);
            deliveries().awaitApproval(release);
        }
    }

    @Then("release {string} waits for a decision")
    public void waits(String release) {
        var approval = deliveries().awaitApproval(release);
        evidence.lines(
                "What whoever decides is told",
                List.of(approval.customData(), approval.url().orElse("")));
        show(deliveries().of(release));
    }

    @Given("release {string} waited until the release before it is decided about")
    public void waitedOutside(String release) throws InterruptedException {
        if (!deliveries().waitsOutside(release)) {
            push(release);
            deliveries().awaitTurn(release);
        }
    }

    @Then("release {string} waits until the release before it is decided about")
    public void waitsOutside(String release) {
        deliveries().awaitTurn(release);
        show(deliveries().of(release));
    }

    @Given("release {string} was rejected")
    public void wasRejected(String release) throws InterruptedException {
        if (!deliveries().wasRejected(release)) {
            waited(release);
            deliveries().reject(release, "somebody did not like it");
            deliveries().of(release).awaitEnd();
        }
    }

    @When("release {string} is approved")
    public void approve(String release) {
        deliveries().approve(release);
    }

    @When("somebody tries to approve release {string}")
    public void tryToApprove(String release) throws InterruptedException {
        world.attempt(() -> deliveries().approve(release));
    }

    @When("release {string} is rejected because {string}")
    public void reject(String release, String reason) {
        deliveries().reject(release, reason);
    }

    @When("nobody decides about release {string} in time")
    public void nobodyDecides(String release) {
        deliveries().of(release).awaitEnd();
    }

    @When("this project is pushed and approved")
    public void deliverThisProject() throws InterruptedException {
        deliveries().pushOwnSources(THIS_PROJECT);
        waits(THIS_PROJECT);
        deliveries().approve(THIS_PROJECT);
        succeeds(THIS_PROJECT);
    }

    @Then("the delivery of release {string} succeeds")
    public void succeeds(String release) {
        var end = deliveries().of(release).awaitEnd();
        show(deliveries().of(release));
        assertThat(end.status()).isEqualTo(Status.SUCCEEDED);
    }

    @Then("the delivery of release {string} is superseded")
    public void isSuperseded(String release) {
        var end = deliveries().of(release).awaitEnd();
        show(deliveries().of(release));
        assertThat(end.status()).isEqualTo(Status.SUPERSEDED);
    }

    @Then("its delivery fails at {string}, with the words {string}")
    public void itsDeliveryFails(String action, String words) {
        fails(ITS_NAME, action, words);
    }

    @Then("the delivery of release {string} fails at {string}, with the words {string}")
    public void fails(String release, String action, String words) {
        var delivery = deliveries().of(release);
        var end = delivery.awaitEnd();
        show(delivery);
        evidence.lines("Why it failed", List.of(delivery.failure()));
        assertThat(end.status()).isEqualTo(Status.FAILED);
        assertThat(delivery.culprit())
                .hasValueSatisfying(culprit -> assertThat(culprit.name()).isEqualTo(action));
        assertThat(delivery.failure()).contains(words);
    }

    @Then("exactly release {string} is live in {string}")
    public void exactlyIsLive(String release, String environment) {
        var expected = world.project().releases().image(release);
        var live = world.environment(environment)
                .status()
                .blue()
                .orElseThrow()
                .release()
                .orElseThrow();
        evidence.lines("What is live", List.of(live.image().toString()));
        assertThat(live.image()).isEqualTo(expected);
        world.blueDoor(environment).awaitRelease(release);
    }

    @Then("exactly release {string} was made live in {string} by its delivery")
    public void exactlyWasMadeLive(String release, String environment) {
        succeeds(release);
        exactlyIsLive(release, environment);
    }

    @Then("its features were shown in \"dev\" on the way")
    public void featuresWereShown() {
        var lines = deliveries().of(THIS_PROJECT).lastLines("IntegrationTest");
        evidence.lines("The end of the integration test", lines);
        assertThat(lines).anyMatch(line -> line.contains("BUILD SUCCESS"));
    }

    @Then("the live release of {string} was built of the commit that was pushed")
    public void isOfCommit(String environment) {
        Door door = world.blueDoor(environment);
        assertThat(ReleaseNote.at(door).commit())
                .isEqualTo(deliveries().of(THIS_PROJECT).commit());
    }

    @Then("the former release, {string}, is one step away")
    public void formerReleaseIsOneStepAway(String release) throws InterruptedException {
        world.environment("test").rollBack();
        exactlyIsLive(release, "test");
    }

    /** So that a step can tell whether any task was replaced. */
    private void remember() {
        world.rememberTasks("dev");
        world.rememberTasks("test");
    }

    private void show(OneDelivery delivery) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("commit", "", "", delivery.commit()));
        rows.addAll(delivery.journey());
        evidence.table("How " + delivery + " went", List.of("action", "status", "took", "details"), rows);
    }

    private Deliveries deliveries() {
        return world.deliveries();
    }
}
