package dev.greenroom.acceptance.drivers;

import dev.greenroom.acceptance.targets.Target;
import dev.greenroom.infra.Delivery;
import dev.greenroom.infra.DeploymentFiles;
import dev.greenroom.infra.Environment;
import dev.greenroom.infra.InfraFiles;
import dev.greenroom.infra.Showcase;
import dev.greenroom.infra.ShowcaseSettings;
import dev.greenroom.infra.stacks.Plan;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/** A showcase on the target. */
public final class Project {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** An alarm looks at the last seconds, since nobody waits for minutes here. */
    private static final String IMPATIENT = "test.AlarmSeconds=10";

    private final String name;
    private final Account account;
    private final ShowcaseSettings settings;
    private final Showcase showcase;
    private final Releases releases;
    private final StackLog log = new StackLog();
    private boolean isProvisioned;

    /** One that nobody else uses. */
    public static Project unique(Target target, Account account) {
        return new Project(newName(), target, account);
    }

    /** The one that the target has already, else one for this run. */
    public static Project shared(Target target, Account account) {
        return new Project(target.project().orElseGet(Project::newName), target, account);
    }

    private Project(String name, Target target, Account account) {
        this.name = name;
        this.account = account;
        this.settings = new ShowcaseSettings(
                        name, target.name(), Map.of("dev", target.parameters(), "test", target.parameters()))
                .with(IMPATIENT);
        this.showcase = showcase(settings);
        this.releases = new Releases(showcase.registry(), account);
    }

    public String name() {
        return name;
    }

    public Showcase showcase() {
        return showcase;
    }

    /** What delivers to it, with settings that differ: {@code ENVIRONMENT.PARAMETER=VALUE}. */
    public Delivery delivery(String overrides) {
        return showcase(settings.with(overrides)).delivery();
    }

    /** What a build of the project leaves for the pipeline's deployments. */
    public DeploymentFiles deploymentFiles(String vpc, List<String> subnets) {
        return new DeploymentFiles(settings, InfraFiles.builtIn(), vpc, subnets);
    }

    public Environment environment(String environment) {
        return showcase.environment(environment);
    }

    public Releases releases() {
        return releases;
    }

    public StackLog log() {
        return log;
    }

    /** Makes registry and environments unless this run did already. */
    public void ensureProvisioned() throws InterruptedException {
        if (!isProvisioned) {
            showcase.provision();
            isProvisioned = true;
        }
    }

    /** Puts a release into every slot of every environment that has none. */
    public void ensureInstalled(String release) throws InterruptedException {
        ensureProvisioned();
        var image = releases.image(release);
        var plan = new Plan();
        showcase.environments().forEach(environment -> plan.add(environment.name(), () -> environment.install(image)));
        plan.run();
    }

    /** Makes registry and one environment, which is cheaper than all. */
    public void provisionOnly(String environment) throws InterruptedException {
        new Plan()
                .add("registry", showcase.registry()::provision)
                .add(environment, environment(environment)::provision)
                .run();
    }

    /** Begins something and interrupts it as soon as it has an effect, as Ctrl-C would. */
    public void interruptSoon(Plan.Step something) throws InterruptedException {
        log.clear();
        var thread = new Thread(() -> runUntilInterrupted(something), "interrupted");
        thread.start();
        log.awaitFirstEvent();
        thread.interrupt();
        thread.join();
    }

    private Showcase showcase(ShowcaseSettings its) {
        return new Showcase(its, InfraFiles.builtIn(), account.aws(), log);
    }

    private static void runUntilInterrupted(Plan.Step something) {
        try {
            something.run();
        } catch (InterruptedException expected) {
            Thread.currentThread().interrupt();
        }
    }

    /** Short, since the names that CloudFormation makes of it are cut, some to 32 characters. */
    public static String newName() {
        return "ft-" + Integer.toString(36 * 36 * 36 * 36 + RANDOM.nextInt(35 * 36 * 36 * 36 * 36), 36);
    }
}
