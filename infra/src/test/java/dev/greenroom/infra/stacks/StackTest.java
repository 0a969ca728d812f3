package dev.greenroom.infra.stacks;

import static dev.greenroom.infra.fakes.FakeEvent.resource;
import static dev.greenroom.infra.fakes.FakeEvent.stack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.infra.fakes.FakeAws;
import dev.greenroom.infra.fakes.FakeCloudFormation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;

final class StackTest {
    private static final Runnable NO_CHECK = () -> {};

    private final FakeAws aws = new FakeAws();
    private final FakeCloudFormation cloudFormation = aws.cloudFormation();
    private final List<String> heard = new ArrayList<>();
    private final Stack stack =
            new Stacks(aws, new Recorder(heard), new Pacing(Clock.systemUTC(), duration -> {})).stack("shop");

    @Nested
    class Deploying {
        @Test
        void creates_a_stack_that_is_not_there() throws Exception {
            var state = stack.deploy(spec(Map.of("Size", "2")), NO_CHECK);

            assertThat(state.phase()).isEqualTo(StackPhase.READY);
            var proposal = cloudFormation.lastProposal();
            assertThat(proposal.changeSetType()).isEqualTo(ChangeSetType.CREATE);
            assertThat(proposal.capabilities()).containsExactly(Capability.CAPABILITY_IAM);
            assertThat(proposal.tags())
                    .extracting(tag -> tag.key() + "=" + tag.value())
                    .containsExactly("Component=shop", "Project=demo");
            assertThat(FakeCloudFormation.values(proposal)).isEqualTo(Map.of("Size", "2"));
        }

        @Test
        void updates_a_stack_that_is_there() throws Exception {
            cloudFormation.hasStack("shop", "UPDATE_ROLLBACK_COMPLETE", Map.of("Size", "1"), Map.of("Url", "http://x"));

            var state = stack.deploy(spec(Map.of("Size", "2")), NO_CHECK);

            assertThat(cloudFormation.calls()).containsExactly("update shop");
            assertThat(state.parameters()).containsEntry("Size", "2");
            assertThat(state.output("Url")).isEqualTo("http://x");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "The submitted information didn't contain changes. Submit different information to create a change set.",
                    "No updates are to be performed."
                })
        void leaves_a_stack_alone_that_is_so_already(String reason) throws Exception {
            cloudFormation.hasStack("shop", "CREATE_COMPLETE", Map.of(), Map.of());
            cloudFormation.proposalFails("shop", reason);

            stack.deploy(spec(Map.of()), NO_CHECK);

            assertThat(cloudFormation.calls()).containsExactly("discard shop");
            assertThat(heard).containsExactly("update shop", "update shop UNCHANGED");
        }

        @Test
        void keeps_the_parameters_that_others_decide_about() throws Exception {
            cloudFormation.hasStack("shop", "CREATE_COMPLETE", Map.of("Size", "1", "Live", "b"), Map.of());

            stack.deploy(spec(Map.of("Size", "2")), NO_CHECK);

            assertThat(FakeCloudFormation.values(cloudFormation.lastProposal()))
                    .isEqualTo(Map.of("Size", "2", "Live", "(previous)"));
        }

        @Test
        void tells_what_happens_while_it_waits() throws Exception {
            cloudFormation.hasStack("shop", "CREATE_COMPLETE", Map.of(), Map.of());
            cloudFormation.script(
                    "shop",
                    stack("UPDATE_IN_PROGRESS"),
                    resource("Till", "AWS::SQS::Queue", "UPDATE_COMPLETE", ""),
                    stack("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"),
                    stack("UPDATE_COMPLETE"));

            stack.deploy(spec(Map.of()), NO_CHECK);

            assertThat(heard)
                    .containsExactly(
                            "update shop",
                            "shop UPDATE_IN_PROGRESS",
                            "Till UPDATE_COMPLETE",
                            "shop UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                            "shop UPDATE_COMPLETE",
                            "update shop CHANGED");
        }

        @Test
        void can_be_called_off_at_the_last_moment() {
            cloudFormation.hasStack("shop", "CREATE_COMPLETE", Map.of(), Map.of());

            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(() -> stack.deploy(spec(Map.of()), () -> {
                        throw new DeploymentException("too late");
                    }))
                    .withMessage("too late");
            assertThat(cloudFormation.calls()).containsExactly("discard shop");
        }
    }

    @Nested
    class Going_on_after_an_interrupt {
        @Test
        void creates_what_was_only_proposed() throws Exception {
            cloudFormation.hasStack("shop", "REVIEW_IN_PROGRESS", Map.of(), Map.of());

            stack.deploy(spec(Map.of()), NO_CHECK);

            assertThat(cloudFormation.calls()).containsExactly("create shop");
        }

        @ParameterizedTest
        @ValueSource(strings = {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED"})
        void makes_anew_what_can_only_be_deleted(String status) throws Exception {
            cloudFormation.hasStack("shop", status, Map.of(), Map.of());

            stack.deploy(spec(Map.of()), NO_CHECK);

            assertThat(cloudFormation.calls()).containsExactly("delete shop", "create shop");
        }

        @Test
        void waits_for_what_is_still_going_on() throws Exception {
            cloudFormation.hasStack("shop", "CREATE_IN_PROGRESS", Map.of(), Map.of());
            cloudFormation.goesOn(
                    "shop", resource("Till", "AWS::SQS::Queue", "CREATE_COMPLETE", ""), stack("CREATE_COMPLETE"));

            stack.deploy(spec(Map.of()), NO_CHECK);

            assertThat(cloudFormation.calls()).containsExactly("update shop");
        }

        @Test
        void creates_what_is_just_being_deleted() throws Exception {
            cloudFormation.hasStack("shop", "DELETE_IN_PROGRESS", Map.of(), Map.of());
            cloudFormation.goesOn("shop", stack("DELETE_COMPLETE"));

            stack.deploy(spec(Map.of()), NO_CHECK);

            assertThat(cloudFormation.calls()).containsExactly("create shop");
        }

        @Test
        void continues_a_rollback_that_got_stuck() throws Exception {
            cloudFormation.hasStack("shop", "UPDATE_ROLLBACK_FAILED", Map.of(), Map.of());

            stack.deploy(spec(Map.of()), NO_CHECK);

            assertThat(cloudFormation.calls()).containsExactly("continue shop", "update shop");
        }
    }

    @Nested
    class Failing {
        @Test
        void names_the_resource_that_failed_first_and_why() {
            cloudFormation.hasStack("shop", "CREATE_COMPLETE", Map.of(), Map.of());
            cloudFormation.script(
                    "shop",
                    stack("UPDATE_IN_PROGRESS", "User Initiated"),
                    resource("Shelf", "AWS::S3::Bucket", "UPDATE_FAILED", "Resource update cancelled"),
                    resource("Till", "AWS::SQS::Queue", "UPDATE_FAILED", "The drawer is jammed."),
                    resource("Door", "AWS::SQS::Queue", "UPDATE_FAILED", "No door without till"),
                    stack("UPDATE_ROLLBACK_IN_PROGRESS", "The following resource(s) failed to update: [Till]. "),
                    stack("UPDATE_ROLLBACK_COMPLETE"));

            assertThatExceptionOfType(StackFailedException.class)
                    .isThrownBy(() -> stack.deploy(spec(Map.of()), NO_CHECK))
                    .withMessage("Tried to update stack shop but Till (AWS::SQS::Queue) failed: The drawer is jammed."
                            + " The stack is now UPDATE_ROLLBACK_COMPLETE.")
                    .satisfies(failed -> {
                        assertThat(failed.stack()).isEqualTo("shop");
                        assertThat(failed.logicalId()).isEqualTo("Till");
                        assertThat(failed.type()).isEqualTo("AWS::SQS::Queue");
                        assertThat(failed.reason()).isEqualTo("The drawer is jammed.");
                    });
            assertThat(heard).endsWith("update shop FAILED");
        }

        @Test
        void gives_the_reason_of_the_stack_when_no_resource_is_to_blame() {
            cloudFormation.hasStack("shop", "CREATE_COMPLETE", Map.of(), Map.of());
            cloudFormation.script(
                    "shop",
                    stack("UPDATE_IN_PROGRESS", "User Initiated"),
                    stack("UPDATE_ROLLBACK_IN_PROGRESS", "Export Door cannot be updated as it is in use by mall"),
                    stack("UPDATE_ROLLBACK_COMPLETE"));

            assertThatExceptionOfType(StackFailedException.class)
                    .isThrownBy(() -> stack.deploy(spec(Map.of()), NO_CHECK))
                    .withMessage("Tried to update stack shop but it failed: Export Door cannot be updated as it is in"
                            + " use by mall. The stack is now UPDATE_ROLLBACK_COMPLETE.");
        }

        @Test
        void repeats_why_cloudformation_refused() {
            var template = Template.parse("shop", "Resources: {Till: {Type: refuse-me}}");
            var spec = new StackSpec("shop", template, Map.of(), Set.of(), Map.of());

            assertThatExceptionOfType(StackFailedException.class)
                    .isThrownBy(() -> stack.deploy(spec, NO_CHECK))
                    .withMessage(
                            "Tried to create stack shop but CloudFormation refused: Template format error: refused."
                                    + " Nothing changed.");
        }

        @Test
        void leaves_no_stack_behind_that_was_only_proposed() {
            cloudFormation.proposalFails("shop", "Parameter Size must be a number");

            assertThatExceptionOfType(StackFailedException.class)
                    .isThrownBy(() -> stack.deploy(spec(Map.of()), NO_CHECK))
                    .withMessageStartingWith("Tried to create stack shop but CloudFormation refused");
            assertThat(cloudFormation.calls()).containsExactly("discard shop", "delete shop");
        }

        @Test
        void repeats_why_a_proposal_failed() {
            cloudFormation.hasStack("shop", "CREATE_COMPLETE", Map.of(), Map.of());
            cloudFormation.proposalFails("shop", "Parameter Size must be a number");

            assertThatExceptionOfType(StackFailedException.class)
                    .isThrownBy(() -> stack.deploy(spec(Map.of()), NO_CHECK))
                    .withMessageContaining("CloudFormation refused: Parameter Size must be a number. Nothing changed.");
        }
    }

    @Nested
    class Updating_parameters {
        @Test
        void keeps_the_template_and_all_others() throws Exception {
            cloudFormation.hasStack("shop", "CREATE_COMPLETE", Map.of("Size", "1", "Live", "a"), Map.of());

            stack.update(Map.of("Live", "b"), NO_CHECK);

            assertThat(cloudFormation.lastProposal().usePreviousTemplate()).isTrue();
            assertThat(FakeCloudFormation.values(cloudFormation.lastProposal()))
                    .isEqualTo(Map.of("Size", "(previous)", "Live", "b"));
        }

        @Test
        void needs_a_stack() {
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(() -> stack.update(Map.of("Live", "b"), NO_CHECK))
                    .withMessage("Tried to update stack shop but there is no such stack");
        }
    }

    @Nested
    class Deleting {
        @Test
        void is_done_where_there_is_nothing() throws Exception {
            stack.delete();

            assertThat(cloudFormation.calls()).isEmpty();
        }

        @Test
        void empties_repositories_and_buckets_first() throws Exception {
            cloudFormation.hasStack("shop", "CREATE_COMPLETE", Map.of(), Map.of());
            cloudFormation.hasResource("shop", "AWS::ECR::Repository", "images");
            cloudFormation.hasResource("shop", "AWS::S3::Bucket", "files");
            cloudFormation.hasResource("shop", "AWS::SQS::Queue", "till");
            for (int image = 0; image < 250; image++) {
                aws.ecr().digests().put("tag" + image, "sha256:" + image);
            }
            aws.s3().versions().addAll(List.of("a@1", "a@2", "b@1"));
            aws.s3().deleteMarkers().add("a@3");

            stack.delete();

            assertThat(aws.ecr().digests()).isEmpty();
            assertThat(aws.s3().versions()).isEmpty();
            assertThat(aws.s3().deleteMarkers()).isEmpty();
            assertThat(cloudFormation.status("shop")).isEmpty();
        }

        @Test
        void waits_for_a_deletion_that_is_going_on() throws Exception {
            cloudFormation.hasStack("shop", "DELETE_IN_PROGRESS", Map.of(), Map.of());
            cloudFormation.goesOn("shop", stack("DELETE_COMPLETE"));

            stack.delete();

            assertThat(cloudFormation.calls()).isEmpty();
        }

        @Test
        void names_what_would_not_go() {
            cloudFormation.hasStack("shop", "CREATE_COMPLETE", Map.of(), Map.of());
            cloudFormation.script(
                    "shop",
                    stack("DELETE_IN_PROGRESS", "User Initiated"),
                    resource(
                            "Door", "AWS::EC2::SecurityGroup", "DELETE_FAILED", "resource sg-1 has a dependent object"),
                    stack("DELETE_FAILED", "The following resource(s) failed to delete: [Door]. "));

            assertThatExceptionOfType(StackFailedException.class)
                    .isThrownBy(stack::delete)
                    .withMessage("Tried to delete stack shop but Door (AWS::EC2::SecurityGroup) failed: resource sg-1"
                            + " has a dependent object. The stack is now DELETE_FAILED.");
        }

        @Test
        void says_who_still_needs_an_export() {
            cloudFormation.hasStack("shop", "CREATE_COMPLETE", Map.of(), Map.of());
            cloudFormation.script(
                    "shop",
                    stack("DELETE_IN_PROGRESS", "User Initiated"),
                    stack("CREATE_COMPLETE", "Delete canceled. Cannot delete export Door as it is in use by mall."));

            assertThatExceptionOfType(StackFailedException.class)
                    .isThrownBy(stack::delete)
                    .withMessage("Tried to delete stack shop but it failed: Delete canceled. Cannot delete export Door"
                            + " as it is in use by mall. The stack is now CREATE_COMPLETE.");
        }
    }

    private static StackSpec spec(Map<String, String> parameters) {
        var template = Template.parse("shop", """
                Parameters:
                  Size: {Type: Number, Default: 1}
                  Live: {Type: String, Default: a}
                Resources:
                  Till: {Type: AWS::SQS::Queue}
                """);
        return new StackSpec(
                "shop", template, parameters, Set.of("Live"), Map.of("Project", "demo", "Component", "shop"));
    }

    private record Recorder(List<String> heard) implements StackListener {
        @Override
        public void started(String stack, StackAction action) {
            heard.add("%s %s".formatted(action.verb(), stack));
        }

        @Override
        public void happened(StackEvent event) {
            heard.add("%s %s".formatted(event.logicalId(), event.status()));
        }

        @Override
        public void finished(String stack, StackAction action, StackOutcome outcome) {
            heard.add("%s %s %s".formatted(action.verb(), stack, outcome));
        }
    }
}
