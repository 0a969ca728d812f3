package dev.greenroom.acceptance.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.greenroom.infra.stacks.DeploymentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

final class LifecycleTest {
    private static final String US =
            "account 123456789012, region eu-central-1, as arn:aws:iam::123456789012:user/operator";

    private final StubAws aws = StubAws.usual();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    LifecycleTest() throws IOException {}

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void says_where_it_runs_and_what_that_costs_before_it_begins() {
        begin("ft-ab12c", "123456789012");

        assertThat(printed.toString(UTF_8))
                .contains("project ft-ab12c", US, "4 hours", "2 USD", "PROJECT=ft-ab12c takes them up");
        assertThat(aws.asked()).containsExactly("GetCallerIdentity", "DescribeVpcs", "DescribeStacks");
    }

    @Test
    void wants_the_account_confirmed_and_tells_the_command() {
        refused("ft-ab12c", "")
                .isEqualToNormalizingNewlines(("Tried to provision in %s but nobody confirmed that this account may be"
                                + " used; this does:%n"
                                + "  AWS_REGION=eu-central-1 ./mvnw verify -Dtarget=aws -Dprovision"
                                + " -Dconfirm=123456789012")
                        .formatted(US));
        assertThat(printed.toString(UTF_8)).contains("2 USD");
        assertThat(aws.asked()).containsExactly("GetCallerIdentity");
    }

    @Test
    void refuses_an_account_that_is_not_the_one_confirmed() {
        refused("ft-ab12c", "999999999999")
                .isEqualTo("Tried to use account 999999999999 but the credentials are of account 123456789012"
                        + " (arn:aws:iam::123456789012:user/operator); nothing was touched");
        assertThat(aws.asked()).containsExactly("GetCallerIdentity");
    }

    @Test
    void refuses_an_account_that_is_not_the_one_meant() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> new Lifecycle("ft-ab12c", "999999999999", "123456789012").begin(aws.access(), out()))
                .withMessageStartingWith("Tried to use account 999999999999 but the credentials are of account 12345");
        assertThat(aws.asked()).containsExactly("GetCallerIdentity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"greenroom", "ft-", "ft-A", "payroll", "xft-1"})
    void refuses_a_project_that_people_may_work_with(String project) {
        refused(project, "123456789012")
                .startsWith("Tried to provision project %s for a run but such a run ends by deleting it"
                        .formatted(project));
        assertThat(aws.asked()).isEmpty();
    }

    @Test
    void refuses_a_region_without_default_vpc() {
        aws.says("DescribeVpcs", "<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>");

        refused("ft-ab12c", "123456789012")
                .isEqualTo("Tried to find the default VPC but there is none in %s; aws ec2 create-default-vpc"
                                .formatted(US)
                        + " --region eu-central-1 makes one");
    }

    @Test
    void refuses_while_a_stack_of_its_name_is_not_its_own() {
        aws.hasStacks(stack("ft-ab12c-registry", "somebody")
                + stack("ft-ab12c-pipeline", "ft-ab12c")
                + stack("payroll", "payroll"));

        refused("ft-ab12c", "123456789012")
                .isEqualTo("Tried to provision project ft-ab12c but without the tag Project=ft-ab12c these stacks are"
                        + " somebody else's: ft-ab12c-registry");
    }

    @Test
    void takes_up_what_an_interrupted_run_left() {
        aws.hasStacks(stack("ft-ab12c-registry", "ft-ab12c"));

        begin("ft-ab12c", "123456789012");

        assertThat(aws.asked()).endsWith("DescribeStacks");
    }

    @Test
    void says_what_it_may_not_look_at() {
        aws.refuses(
                "DescribeStacks", 403, "AccessDenied", "User operator is not authorized to perform: DescribeStacks");

        refused("ft-ab12c", "123456789012")
                .startsWith("Tried to look around in %s but AWS could not be asked, or refused: ".formatted(US))
                .contains("not authorized to perform: DescribeStacks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ExpiredToken", "ExpiredTokenException", "RequestExpired"})
    void says_that_credentials_have_expired(String code) {
        aws.refuses("GetCallerIdentity", 403, code, "The security token included in the request is expired");

        refused("ft-ab12c", "123456789012")
                .isEqualTo("Tried to ask AWS whose credentials these are but they have expired; get new ones from where"
                        + " these came, for example by aws sso login");
    }

    @Test
    void says_that_aws_does_not_know_them() {
        aws.refuses("GetCallerIdentity", 403, "InvalidClientTokenId", "The security token is invalid");

        refused("ft-ab12c", "123456789012")
                .isEqualTo("Tried to ask AWS whose credentials these are but AWS does not know them, or the secret is"
                        + " not the key's (InvalidClientTokenId)");
    }

    @Test
    void says_that_there_are_no_credentials() {
        var none = aws.access(() -> {
            throw SdkClientException.create("Unable to load credentials");
        });

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> new Lifecycle("ft-ab12c", "", "").begin(none, out()))
                .withMessageStartingWith("Tried to find AWS credentials but there are none in AWS_ACCESS_KEY_ID");
        assertThat(aws.asked()).isEmpty();
    }

    @Test
    void says_that_no_region_is_set() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> AwsSettings.region(() -> {
                    throw SdkClientException.create("Unable to load region");
                }))
                .withMessage("Tried to find the AWS region but neither AWS_REGION nor a profile names one");
    }

    @Test
    void says_that_nobody_answers() {
        aws.close();

        refused("ft-ab12c", "123456789012")
                .startsWith("Tried to ask AWS whose credentials these are but it can't be reached: ");
    }

    private void begin(String project, String confirmed) {
        new Lifecycle(project, "", confirmed).begin(aws.access(), out());
    }

    private AbstractStringAssert<?> refused(String project, String confirmed) {
        var refusal = catchThrowableOfType(DeploymentException.class, () -> begin(project, confirmed));
        assertThat(refusal).isNotNull();
        return assertThat(refusal.getMessage());
    }

    private PrintStream out() {
        return new PrintStream(printed, true, UTF_8);
    }

    private static String stack(String name, String project) {
        return """
            <member><StackName>%s</StackName><StackStatus>CREATE_COMPLETE</StackStatus>
            <CreationTime>2026-01-01T00:00:00Z</CreationTime>
            <Tags><member><Key>Project</Key><Value>%s</Value></member></Tags></member>\
            """.formatted(name, project);
    }
}
