package dev.greenroom.infra;

import static dev.greenroom.infra.fakes.FakeEvent.resource;
import static dev.greenroom.infra.fakes.FakeEvent.stack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.infra.fakes.FakeAws;
import dev.greenroom.infra.fakes.FakeCloudFormation;
import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.Pacing;
import dev.greenroom.infra.stacks.StackFailedException;
import dev.greenroom.infra.stacks.StackListener;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

final class EnvironmentTest {
    private static final Image OLD = image("a");
    private static final Image NEW = image("b");
    private static final Image NEWEST = image("c");

    private final FakeAws aws = new FakeAws();
    private final FakeCloudFormation cloudFormation = aws.cloudFormation();
    private final List<String> waits = new ArrayList<>();
    private final Showcase showcase = new Showcase(
            new ShowcaseSettings("demo", "local"),
            InfraFiles.builtIn(),
            aws,
            new StackListener() {
                @Override
                public void waits(String stack, String reason) {
                    waits.add(stack + ": " + reason);
                }
            },
            new Pacing(Clock.systemUTC(), duration -> {}));
    private final Environment dev = showcase.environment("dev");
    private final Environment test = showcase.environment("test");

    @Nested
    class Provisioning {
        @Test
        void makes_every_stack_after_those_it_needs() throws Exception {
            test.provision();

            assertThat(cloudFormation.calls())
                    .containsExactlyInAnyOrder(
                            "create demo-test-security",
                            "create demo-test-cluster",
                            "create demo-test-database",
                            "create demo-test-load-balancer")
                    .containsSubsequence("create demo-test-security", "create demo-test-database")
                    .containsSubsequence("create demo-test-security", "create demo-test-load-balancer");
        }

        @Test
        void gives_each_template_what_the_settings_and_the_account_say() throws Exception {
            test.provision();

            assertThat(FakeCloudFormation.values(cloudFormation.lastProposal("demo-test-load-balancer")))
                    .containsEntry("Project", "demo")
                    .containsEntry("Environment", "test")
                    .containsEntry("HasGreenSlot", "true")
                    .containsEntry("SecurityStack", "demo-test-security")
                    .containsEntry("Vpc", "vpc-1")
                    .containsEntry("Subnets", "subnet-a,subnet-b,subnet-c")
                    .containsEntry("BluePort", "8280")
                    .containsEntry("DeregistrationDelaySeconds", "5")
                    .doesNotContainKeys("LiveSlot", "RollbackImage", "DesiredCount");
        }

        @Test
        void leaves_the_live_slot_to_toggles() throws Exception {
            test_runs(Slot.B, OLD, NEW, OLD);

            test.provision();

            assertThat(FakeCloudFormation.values(cloudFormation.lastProposal("demo-test-load-balancer")))
                    .containsEntry("LiveSlot", "(previous)")
                    .containsEntry("RollbackImage", "(previous)");
        }

        @Test
        void makes_registry_and_all_environments() throws Exception {
            showcase.provision();

            assertThat(cloudFormation.calls())
                    .hasSize(9)
                    .contains("create demo-registry", "create demo-dev-database", "create demo-test-database");
            assertThat(showcase.stacks())
                    .hasSize(9)
                    .containsEntry("demo-registry", "CREATE_COMPLETE")
                    .containsEntry("demo-dev-cluster", "CREATE_COMPLETE");
        }

        @Test
        void touches_nothing_while_a_stack_of_its_name_is_not_its_own() {
            cloudFormation.hasStack("demo-dev-database", "CREATE_COMPLETE", Map.of(), Map.of());
            cloudFormation.belongsTo("demo-dev-database", "payroll");

            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(showcase::provision)
                    .withMessage("Tried to provision project demo but without the tag Project=demo these stacks are"
                            + " somebody else's: demo-dev-database");
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(showcase::tearDown)
                    .withMessageStartingWith("Tried to tear down project demo but");
            assertThat(cloudFormation.calls()).isEmpty();
        }

        @Test
        void takes_up_a_stack_that_was_only_proposed_and_so_has_no_tags() throws Exception {
            cloudFormation.hasStack("demo-dev-cluster", "REVIEW_IN_PROGRESS", Map.of(), Map.of());
            cloudFormation.belongsTo("demo-dev-cluster", "");

            showcase.tearDown();

            assertThat(cloudFormation.calls()).containsExactly("delete demo-dev-cluster");
        }
    }

    @Nested
    class Installing {
        @Test
        void fills_every_slot() throws Exception {
            test_runs_nothing();

            assertThat(test.install(OLD)).containsExactly(Slot.A, Slot.B);

            assertThat(cloudFormation.calls())
                    .containsExactlyInAnyOrder("create demo-test-service-a", "create demo-test-service-b");
            assertThat(FakeCloudFormation.values(cloudFormation.lastProposal("demo-test-service-b")))
                    .containsEntry("Slot", "b")
                    .containsEntry("Image", OLD.toString())
                    .containsEntry("ClusterStack", "demo-test-cluster");
        }

        @Test
        void leaves_slots_alone_that_hold_a_release() throws Exception {
            test_runs(Slot.A, OLD, OLD, null);
            cloudFormation.hasStack("demo-test-service-b", "ROLLBACK_COMPLETE", Map.of(), Map.of());

            assertThat(test.install(NEW)).containsExactly(Slot.B);

            assertThat(cloudFormation.calls())
                    .containsExactly("delete demo-test-service-b", "create demo-test-service-b");
        }
    }

    @Nested
    class Deploying {
        @Test
        void goes_to_the_only_slot_where_there_is_one() throws Exception {
            dev_runs(OLD);

            assertThat(dev.deploy(NEW)).isEqualTo(Slot.A);

            assertThat(cloudFormation.calls()).containsExactly("update demo-dev-service-a");
        }

        @Test
        void goes_to_the_slot_that_is_green_now() throws Exception {
            test_runs(Slot.B, OLD, NEW, null);

            assertThat(test.deploy(NEWEST)).isEqualTo(Slot.A);

            assertThat(cloudFormation.calls()).containsExactly("update demo-test-service-a");
        }

        @Test
        void waits_for_a_toggle_that_is_going_on() throws Exception {
            test_runs(Slot.A, OLD, NEW, null);
            cloudFormation.hasStack(
                    "demo-test-load-balancer", "UPDATE_IN_PROGRESS", Map.of(), loadBalancerOutputs(Slot.A, "none"));
            cloudFormation.output("demo-test-load-balancer", "LiveSlot", "b");
            cloudFormation.goesOn("demo-test-load-balancer", stack("UPDATE_COMPLETE"));

            assertThat(test.deploy(NEWEST)).isEqualTo(Slot.A);
        }

        @Test
        void gives_up_when_its_slot_became_live_meanwhile() {
            test_runs(Slot.A, OLD, NEW, null);
            cloudFormation.meanwhile(() -> cloudFormation.output("demo-test-load-balancer", "LiveSlot", "b"));

            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(() -> test.deploy(NEWEST))
                    .withMessage("Tried to deploy to slot b of test but it became live meanwhile");
            assertThat(cloudFormation.calls()).containsExactly("discard demo-test-service-b");
        }

        @Test
        void needs_an_environment() {
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(() -> test.deploy(NEW))
                    .withMessage("Tried to deploy to test but it is not provisioned");
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(() -> dev.deploy(NEW))
                    .withMessage("Tried to deploy to dev but it is not provisioned");
        }
    }

    @Nested
    class Deploying_a_release_that_does_not_start {
        @BeforeEach
        void the_service_gives_up() {
            test_runs(Slot.A, OLD, OLD, null);
            cloudFormation.script(
                    "demo-test-service-b",
                    stack("UPDATE_IN_PROGRESS", "User Initiated"),
                    resource("Service", "AWS::ECS::Service", "UPDATE_FAILED", "Circuit Breaker was triggered"),
                    stack("UPDATE_ROLLBACK_COMPLETE"));
        }

        @Test
        void says_what_its_tasks_logged_last() {
            var ecs = aws.ecs();
            var image = NEW.toString();
            ecs.hasStoppedTask("demo-test-service-b", "t1", image, "Essential container in task exited", 1, 1);
            ecs.hasStoppedTask("demo-test-service-b", "t2", image, "Essential container in task exited", 1, 2);
            ecs.hasStoppedTask("demo-test-service-b", "t3", image, "Scaling activity initiated by x", 143, 3);
            ecs.hasStoppedTask("demo-test-service-b", "t4", OLD.toString(), "Task stopped by user", 143, 4);
            aws.logs().hasLines("logs-b", "service/service/t2", "Starting", "No such database");

            assertThatExceptionOfType(ReleaseFailedException.class)
                    .isThrownBy(() -> test.deploy(NEW))
                    .withMessage("""
                        Tried to deploy %s to slot b of test but its tasks did not stay up: Circuit Breaker was triggered
                          task t2: Essential container in task exited, exit code 1
                          task t1: Essential container in task exited, exit code 1
                        Its last log lines:
                          Starting
                          No such database\
                        """.formatted(NEW))
                    .satisfies(failed -> {
                        assertThat(failed.slot()).isEqualTo(Slot.B);
                        assertThat(failed.image()).isEqualTo(NEW);
                        assertThat(failed.tasks()).extracting(StoppedTask::id).containsExactly("t2", "t1");
                        assertThat(failed.logLines()).containsExactly("Starting", "No such database");
                    });
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            OutOfMemoryError: killed | It ended, exit code 137, OutOfMemoryError: killed
            It ended                 | It ended, exit code 137
            Printed\\nby itself      | It ended, exit code 137
            """)
        void says_of_a_container_only_what_ecs_says_and_only_once(String reason, String said) {
            var container = Container.builder()
                    .image(NEW.toString())
                    .exitCode(137)
                    .reason(reason.replace("\\n", "\n"))
                    .build();
            aws.ecs().hasStoppedTask("demo-test-service-b", "t1", "It ended", 1, container);

            assertThatExceptionOfType(ReleaseFailedException.class)
                    .isThrownBy(() -> test.deploy(NEW))
                    .satisfies(failed -> assertThat(failed.tasks()).containsExactly(new StoppedTask("t1", said)));
        }

        @Test
        void says_when_there_is_no_log() {
            var reason = "CannotPullContainerError: no such image";
            aws.ecs().hasStoppedTask("demo-test-service-b", "t1", NEW.toString(), reason, null, 1);

            assertThatExceptionOfType(ReleaseFailedException.class)
                    .isThrownBy(() -> test.deploy(NEW))
                    .withMessageContaining("task t1: CannotPullContainerError: no such image")
                    .withMessageEndingWith("It logged nothing.");
        }

        @Test
        void says_what_cloudformation_says_when_no_task_was_started() {
            assertThatExceptionOfType(StackFailedException.class)
                    .isThrownBy(() -> test.deploy(NEW))
                    .withMessageContaining("Service (AWS::ECS::Service) failed: Circuit Breaker was triggered");
        }
    }

    @Nested
    class Toggling {
        @Test
        void makes_the_green_slot_live_and_nothing_else() throws Exception {
            test_runs(Slot.A, OLD, NEW, null);

            assertThat(test.toggle()).isEqualTo(new LiveChange(Slot.A, Slot.B, NEW));

            assertThat(cloudFormation.calls()).containsExactly("update demo-test-load-balancer");
            var proposal = cloudFormation.lastProposal();
            assertThat(proposal.usePreviousTemplate()).isTrue();
            assertThat(FakeCloudFormation.values(proposal))
                    .isEqualTo(Map.of("LiveSlot", "b", "RollbackImage", OLD.toString(), "BluePort", "(previous)"));
        }

        @Test
        void takes_only_the_image_that_was_tested() {
            test_runs(Slot.A, OLD, NEW, null);

            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(() -> test.toggle(NEWEST))
                    .withMessage("Tried to toggle test but slot b, the green one, holds %s and not %s", NEW, NEWEST);
            assertThat(cloudFormation.calls()).isEmpty();
        }

        @Test
        void needs_a_green_slot() {
            dev_runs(OLD);

            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(dev::toggle)
                    .withMessage("Tried to toggle dev but it has no green slot, only environments with two slots can");
        }

        @Test
        void needs_a_release_in_it() {
            test_runs_nothing();

            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(test::toggle)
                    .withMessage("Tried to toggle test but slot b, the green one, holds no release; deploy one first");
        }

        @Test
        void needs_an_environment() {
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(test::toggle)
                    .withMessage("Tried to toggle test but it is not provisioned");
        }

        @Test
        void refuses_a_release_that_is_not_healthy() {
            test_runs(Slot.A, OLD, NEW, null);
            aws.loadBalancing().hasTarget("group-b", "unhealthy", "Health checks failed");

            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(test::toggle)
                    .withMessage("Tried to toggle test but the release in slot b, the green one, can't serve:"
                            + " its targets are [172.31.0.4:8080 unhealthy (Health checks failed)]");
        }

        @Test
        void refuses_a_release_that_is_still_rolled_out() {
            test_runs(Slot.A, OLD, NEW, null);
            aws.ecs().hasService("service-b", NEW.toString(), 1, DeploymentRolloutState.IN_PROGRESS);

            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(test::toggle)
                    .withMessageEndingWith("can't serve: its rollout is IN_PROGRESS");
        }

        @Test
        void refuses_a_release_whose_tasks_are_missing() {
            test_runs(Slot.A, OLD, NEW, null);
            aws.ecs().hasService("service-b", NEW.toString(), 0, DeploymentRolloutState.COMPLETED);

            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(test::toggle)
                    .withMessageEndingWith("can't serve: only 0 of 1 tasks run");
        }

        @Test
        void gives_up_when_the_green_slot_got_another_release_meanwhile() {
            test_runs(Slot.A, OLD, NEW, null);
            cloudFormation.meanwhile(() -> aws.ecs().hasService("service-b", NEWEST.toString()));

            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(test::toggle)
                    .withMessage("Tried to toggle test but slot b got another release meanwhile, %s", NEWEST);
            assertThat(cloudFormation.calls()).containsExactly("discard demo-test-load-balancer");
        }
    }

    @Nested
    class Rolling_back {
        @Test
        void makes_the_release_live_again_that_was_live_before() throws Exception {
            test_runs(Slot.B, OLD, NEW, OLD);

            assertThat(test.rollBack()).isEqualTo(new LiveChange(Slot.B, Slot.A, OLD));

            assertThat(FakeCloudFormation.values(cloudFormation.lastProposal()))
                    .containsEntry("LiveSlot", "a")
                    .containsEntry("RollbackImage", "");
        }

        @Test
        void needs_a_toggle_to_take_back() {
            test_runs(Slot.A, OLD, NEW, null);

            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(test::rollBack)
                    .withMessage("Tried to roll back test but slot a did not become live by a toggle that could be"
                            + " taken back");
        }

        @Test
        void never_promotes_a_candidate() {
            test_runs(Slot.B, NEWEST, NEW, OLD);

            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(test::rollBack)
                    .withMessage(
                            "Tried to roll back test but slot a meanwhile holds another release, %s; deploy %s again"
                                    + " and toggle",
                            NEWEST, OLD);
            assertThat(cloudFormation.calls()).isEmpty();
        }

        @Test
        void starts_the_tasks_of_an_idle_slot_first_and_says_so() throws Exception {
            test_runs(Slot.B, OLD, NEW, OLD);
            aws.ecs().hasIdleService("service-a", OLD.toString());
            cloudFormation.meanwhile(() -> aws.ecs().hasService("service-a", OLD.toString()));

            test.rollBack();

            assertThat(waits)
                    .containsExactly("demo-test-service-a: slot a is idle: waiting until its task is up again");
            assertThat(cloudFormation.calls())
                    .containsExactly("update demo-test-service-a", "update demo-test-load-balancer");
            assertThat(FakeCloudFormation.values(cloudFormation.lastProposal("demo-test-service-a")))
                    .containsEntry("DesiredCount", "1");
        }

        @Test
        void starts_nothing_that_it_would_not_return_to() {
            test_runs(Slot.B, NEWEST, NEW, OLD);
            aws.ecs().hasIdleService("service-a", NEWEST.toString());

            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(test::rollBack)
                    .withMessageContaining("meanwhile holds another release");
            assertThat(cloudFormation.calls()).isEmpty();
        }
    }

    @Nested
    class Status {
        @Test
        void says_which_release_is_live_and_which_waits() {
            test_runs(Slot.B, OLD, NEW, OLD);
            aws.ecr().digests().put("1.0.1", NEW.digest());

            var status = test.status();

            assertThat(status.isProvisioned()).isTrue();
            assertThat(status.rollbackImage()).contains(OLD);
            assertThat(status.blue()).hasValueSatisfying(blue -> {
                assertThat(blue.slot()).isEqualTo(Slot.B);
                assertThat(blue.url()).isEqualTo("http://127.0.0.2:8280");
                assertThat(blue.release()).hasValueSatisfying(release -> {
                    assertThat(release.image()).isEqualTo(NEW);
                    assertThat(release.tags()).containsExactly("1.0.1");
                    assertThat(release.obstacle()).isEmpty();
                });
            });
            assertThat(status.green()).hasValueSatisfying(green -> assertThat(green.release())
                    .map(ReleaseStatus::image)
                    .contains(OLD));
        }

        @Test
        void has_no_green_slot_where_there_is_none() {
            dev_runs(OLD);

            assertThat(dev.status().slots()).extracting(SlotStatus::role).containsExactly(Role.BLUE);
        }

        @Test
        void has_slots_without_a_release() {
            test_runs_nothing();

            assertThat(test.status().slots()).hasSize(2).allSatisfy(slot -> assertThat(slot.release())
                    .isEmpty());
        }

        @Test
        void says_that_there_is_nothing() {
            assertThat(test.status()).isEqualTo(new EnvironmentStatus("test", List.of(), null));
        }
    }

    @Nested
    class Tearing_down {
        @Test
        void deletes_first_what_needs_others() throws Exception {
            test_runs(Slot.B, OLD, NEW, OLD);
            for (var stack : List.of("demo-test-security", "demo-test-database")) {
                cloudFormation.hasStack(stack, "CREATE_COMPLETE", Map.of(), Map.of());
            }

            test.tearDown();

            var calls = cloudFormation.calls();
            assertThat(calls).hasSize(6).allMatch(call -> call.startsWith("delete "));
            assertThat(calls.subList(0, 2))
                    .containsExactlyInAnyOrder("delete demo-test-service-a", "delete demo-test-service-b");
            assertThat(calls.get(5)).isEqualTo("delete demo-test-security");
        }

        @Test
        void goes_on_where_it_was_interrupted() throws Exception {
            cloudFormation.hasStack("demo-test-security", "CREATE_COMPLETE", Map.of(), Map.of());

            showcase.tearDown();

            assertThat(cloudFormation.calls()).containsExactly("delete demo-test-security");
        }
    }

    private void dev_runs(Image image) {
        cloudFormation.hasStack("demo-dev-cluster", "CREATE_COMPLETE", Map.of(), Map.of("Cluster", "cluster"));
        cloudFormation.hasStack(
                "demo-dev-load-balancer",
                "CREATE_COMPLETE",
                Map.of(),
                Map.of(
                        "LiveSlot", "a",
                        "RollbackImage", "none",
                        "BlueUrl", "http://127.0.0.3:8180",
                        "TargetGroupA", "group-a"));
        release("dev", Slot.A, image);
    }

    private void test_runs_nothing() {
        var clusterOutputs = Map.of("Cluster", "cluster", "LogGroupA", "logs-a", "LogGroupB", "logs-b");
        cloudFormation.hasStack("demo-test-cluster", "CREATE_COMPLETE", Map.of(), clusterOutputs);
        cloudFormation.hasStack(
                "demo-test-load-balancer", "CREATE_COMPLETE", Map.of(), loadBalancerOutputs(Slot.A, "none"));
    }

    private void test_runs(Slot live, Image inA, Image inB, @Nullable Image before) {
        test_runs_nothing();
        var parameters = Map.of("LiveSlot", live.toString(), "RollbackImage", "", "BluePort", "8280");
        var outputs = loadBalancerOutputs(live, before == null ? "none" : before.toString());
        cloudFormation.hasStack("demo-test-load-balancer", "CREATE_COMPLETE", parameters, outputs);
        release("test", Slot.A, inA);
        release("test", Slot.B, inB);
    }

    private void release(String environment, Slot slot, Image image) {
        var service = "service-" + slot;
        cloudFormation.hasStack(
                "demo-%s-service-%s".formatted(environment, slot),
                "CREATE_COMPLETE",
                Map.of(),
                Map.of("Service", service));
        aws.ecs().hasService(service, image.toString());
    }

    private static Map<String, String> loadBalancerOutputs(Slot live, String before) {
        return Map.of(
                "LiveSlot", live.toString(),
                "RollbackImage", before,
                "BlueUrl", "http://127.0.0.2:8280",
                "GreenUrl", "http://127.0.0.2:8288",
                "TargetGroupA", "group-a",
                "TargetGroupB", "group-b");
    }

    private static Image image(String digit) {
        return Image.parse("localhost:4566/demo/service@sha256:" + digit.repeat(64));
    }
}
