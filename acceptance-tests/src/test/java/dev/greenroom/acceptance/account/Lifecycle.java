package dev.greenroom.acceptance.account;

import static java.util.Objects.requireNonNull;

import dev.greenroom.infra.InfraFiles;
import dev.greenroom.infra.Showcase;
import dev.greenroom.infra.ShowcaseSettings;
import dev.greenroom.infra.aws.AwsAccess;
import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.StackListener;
import java.io.PrintStream;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * A run that provisions a project, delivers to it and deletes it, in an account that costs money and in which others may
 * work. Begins only where its owner said so, and touches nothing before.
 *
 * @param project that is made and deleted
 * @param account that was meant; empty when any will do
 * @param confirmed the account that may be used; empty when nobody said so
 */
public record Lifecycle(String project, String account, String confirmed) {
    /** Of projects that are made for a run, so that none is deleted that people work with. */
    private static final Pattern OURS = Pattern.compile("ft-[a-z0-9]{1,12}");

    public Lifecycle {
        requireNonNull(project, "project is null");
        requireNonNull(account, "account is null");
        requireNonNull(confirmed, "confirmed is null");
    }

    /**
     * Says where it would run, how long it takes and what it costs.
     *
     * @throws DeploymentException when it must not begin; then nothing was made or deleted
     */
    public void begin(AwsAccess access, PrintStream out) {
        if (!OURS.matcher(project).matches()) {
            throw new DeploymentException(
                    "Tried to provision project %s for a run but such a run ends by deleting it;".formatted(project)
                            + " only a name like ft-ab12c may be given, to take up what an interrupted run left");
        }
        var identity = AwsIdentity.of(access);
        out.println(note(identity));
        identity.requireAccount(account);
        requireConfirmation(identity);
        try (var aws = AwsClients.of(access)) {
            requireNetwork(aws.ec2(), identity);
            requireOwnStacks(aws);
        } catch (SdkException refused) {
            throw new DeploymentException(
                    "Tried to look around in %s but AWS could not be asked, or refused: %s"
                            .formatted(identity, refused.getMessage()),
                    refused);
        }
    }

    private String note(AwsIdentity identity) {
        return """
            This run provisions project %s, some more of names that begin with ft-, delivers to them, and deletes them:
              where  %s
              takes  about 4 hours; most of it are databases and load balancers that come and go
              costs  about 2 USD, an estimate by list prices: at most 4 databases db.t4g.micro, 4 load balancers, 8 tasks
              Interrupted, it leaves stacks that go on costing: PROJECT=%s takes them up and deletes them.\
            """.formatted(project, identity, project);
    }

    private void requireConfirmation(AwsIdentity identity) {
        if (confirmed.isEmpty()) {
            throw new DeploymentException(
                    ("Tried to provision in %s but nobody confirmed that this account may be used; this does:%n "
                                    + " AWS_REGION=%s ./mvnw verify -Dtarget=aws -Dprovision -Dconfirm=%s")
                            .formatted(identity, identity.region(), identity.account()));
        }
        identity.requireAccount(confirmed);
    }

    private static void requireNetwork(Ec2Client ec2, AwsIdentity identity) {
        var isDefault = Filter.builder().name("is-default").values("true").build();
        if (ec2.describeVpcs(request -> request.filters(isDefault)).vpcs().isEmpty()) {
            throw new DeploymentException(
                    "Tried to find the default VPC but there is none in %s; aws ec2 create-default-vpc --region %s makes one"
                            .formatted(identity, identity.region()));
        }
    }

    private void requireOwnStacks(AwsClients aws) {
        var settings = new ShowcaseSettings(project, "aws");
        var foreign = new Showcase(settings, InfraFiles.builtIn(), aws, StackListener.SILENT).foreignStacks();
        if (!foreign.isEmpty()) {
            throw new DeploymentException(
                    "Tried to provision project %s but without the tag Project=%s these stacks are somebody else's: %s"
                            .formatted(project, project, String.join(", ", foreign)));
        }
    }
}
