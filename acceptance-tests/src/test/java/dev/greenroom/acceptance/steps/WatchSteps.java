package dev.greenroom.acceptance.steps;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.acceptance.delivery.AlarmNotice;
import dev.greenroom.acceptance.delivery.IdleWatch;
import dev.greenroom.acceptance.delivery.Subscriber;
import dev.greenroom.acceptance.drivers.Programme;
import dev.greenroom.acceptance.drivers.ReleaseLog;
import dev.greenroom.infra.SlotStatus;
import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What watches over environments while nobody delivers: alarms, and the end of idle tasks. */
public final class WatchSteps {
    private final World world;
    private final Evidence evidence;

    /** Who wants to hear of errors. */
    private @Nullable Subscriber subscriber;

    /** Just before a request failed. */
    private @Nullable Instant failure;

    public WatchSteps(World world, Evidence evidence) {
        this.world = world;
        this.evidence = evidence;
    }

    @Given("somebody wants to hear of errors in {string}")
    public void subscribe(String environment) {
        subscriber = Subscriber.of(world.project(), environment, world.account());
    }

    @Given("the alarm of {string} is not on")
    public void alarmIsNotOn(String environment) {
        subscribed().awaitQuiet();
    }

    @When("a request to the live release of {string} fails for a reason that nobody foresaw")
    public void failRequest(String environment) {
        failure = Instant.now();
        var refusal = new Programme(world.blueDoor(environment)).tryToPutWhereNoDateIs();
        assertThat(refusal.status()).isEqualTo(500);
    }

    @Then("the live release of {string} logs an error")
    public void logsError(String environment) {
        var since = requireNonNull(failure, "no request failed");
        var errors = new ReleaseLog(world.environment(environment), world.account()).awaitErrors(since);
        evidence.lines("What it logs", errors);
        assertThat(errors).isNotEmpty();
    }

    @Then("they hear that the alarm of {string} went off")
    public void hearAlarm(String environment) {
        subscribed().awaitMessage("the alarm of " + environment, message -> AlarmNotice.in(message)
                .wentOff());
        evidence.lines("What they hear", subscribed().messages());
    }

    @Given("nothing was delivered for long enough")
    public void nothingWasDelivered() {
        new IdleWatch(world.project(), world.account()).look();
    }

    @Then("no task is left in the green slot of {string}")
    public void noTaskIsLeft(String environment) {
        var green = world.environment(environment).status().green().flatMap(SlotStatus::release);
        assertThat(green).hasValueSatisfying(release -> {
            assertThat(release.tasks()).isZero();
            assertThat(release.running()).isZero();
        });
    }

    @Then("it was said that the green slot is idle and waited for")
    public void waitWasSaid() {
        var waits = world.project().log().waits();
        evidence.lines("What the deployer says", waits);
        assertThat(waits).anyMatch(said -> said.contains("is idle: waiting until"));
    }

    private Subscriber subscribed() {
        return requireNonNull(subscriber, "nobody wants to hear of errors");
    }

    @After
    public void unsubscribe() {
        if (subscriber != null) {
            subscriber.close();
        }
    }
}
