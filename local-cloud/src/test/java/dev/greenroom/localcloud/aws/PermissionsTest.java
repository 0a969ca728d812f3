package dev.greenroom.localcloud.aws;

import static dev.greenroom.localcloud.aws.FakeIam.ROLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionsTest {
    private static final String START = "codebuild:StartBuild";
    private static final String PROJECT = "arn:aws:codebuild:eu-west-1:000000000000:project/build";
    private static final String ALLOW = """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"codebuild:StartBuild","Resource":"*"}}\
        """;
    private static final String DENY = ALLOW.replace("Allow", "Deny");
    private static final String USER = "User: arn:aws:sts::000000000000:assumed-role/pipeline/session is not authorized"
            + " to perform: codebuild:StartBuild on resource: " + PROJECT + " ";

    private final FakeIam iam = new FakeIam();
    private final Permissions permissions = new Permissions(iam.clients());

    @Nested
    class Where_policies_are {
        @Test
        void an_inline_policy_allows() {
            iam.inline(ALLOW);
            assertAllowed();
        }

        @Test
        void an_attached_policy_allows_in_its_default_version() {
            iam.attached(ALLOW);
            assertAllowed();
        }

        @Test
        void every_page_of_policies_counts() {
            iam.inline(allowing("s3:*")).inline(ALLOW);
            assertAllowed();
        }

        @Test
        void every_page_of_attached_policies_counts() {
            iam.inline(ALLOW).attached(allowing("s3:*")).attached(DENY);
            assertRefused("with an explicit deny in an identity-based policy");
        }

        @Test
        void a_role_without_policies_may_nothing() {
            assertRefused("because no identity-based policy allows the codebuild:StartBuild action");
        }

        @Test
        void a_role_that_does_not_exist_may_nothing() {
            iam.inline(ALLOW);
            assertThatThrownBy(() -> permissions.require(ROLE + "-2", "session", START, PROJECT))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining("assumed-role/pipeline-2/session is not authorized");
        }

        @Test
        void a_change_of_a_policy_counts_at_once() {
            iam.inline(ALLOW);
            assertAllowed();
            iam.inline(DENY);
            assertRefused("with an explicit deny in an identity-based policy");
        }
    }

    @Nested
    class Deciding {
        @Test
        void a_denial_goes_before_what_is_allowed() {
            iam.inline(ALLOW).attached(DENY);
            assertRefused("with an explicit deny in an identity-based policy");
        }

        @Test
        void what_the_boundary_does_not_allow_is_refused() {
            iam.inline(ALLOW).boundary(allowing("s3:*"));
            assertRefused("because no permissions boundary allows the codebuild:StartBuild action");
        }

        @Test
        void what_the_boundary_denies_is_refused() {
            iam.inline(ALLOW).boundary(DENY);
            assertRefused("with an explicit deny in a permissions boundary");
        }

        @Test
        void what_policy_and_boundary_allow_is_allowed() {
            iam.inline(ALLOW).boundary(allowing("codebuild:*"));
            assertAllowed();
        }

        @Test
        void a_boundary_alone_allows_nothing() {
            iam.boundary(ALLOW);
            assertRefused("because no identity-based policy allows the codebuild:StartBuild action");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true,  '\"Action\": \"codebuild:StartBuild\"'",
        "true,  '\"Action\": \"codebuild:*\"'",
        "true,  '\"Action\": \"*\"'",
        "true,  '\"Action\": \"CodeBuild:startbuild\"'",
        "true,  '\"Action\": \"codebuild:Start?uild\"'",
        "true,  '\"Action\": [\"s3:GetObject\", \"codebuild:Start*\"]'",
        "false, '\"Action\": \"codebuild:Start\"'",
        "false, '\"Action\": \"codebuild:StartBuild?\"'",
        "false, '\"Action\": \"codebuild.StartBuild\"'",
        "false, '\"Action\": []'",
        "true,  '\"NotAction\": \"iam:*\"'",
        "false, '\"NotAction\": [\"iam:*\", \"codebuild:startbuild\"]'",
    })
    void actions_are_compared(boolean allowed, String actions) {
        iam.inline("""
            {"Statement": [{"Effect": "Allow", "Resource": "*", %s}]}\
            """.formatted(actions));
        assertThat(isAllowed(Map.of())).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "true,  '\"Resource\": \"arn:aws:codebuild:eu-west-1:000000000000:project/build\"'",
        "true,  '\"Resource\": \"arn:aws:codebuild:*:*:project/*\"'",
        "true,  '\"Resource\": \"arn:aws:codebuild:eu-west-?:000000000000:project/b*d\"'",
        "true,  '\"Resource\": [\"arn:aws:s3:::bucket\", \"*\"]'",
        "true,  '\"Resource\": \"arn:aws:codebuild:eu-west-1:${aws:PrincipalAccount}:project/build\"'",
        "false, '\"Resource\": \"arn:aws:codebuild:eu-west-1:${aws:username}:project/build\"'",
        "false, '\"Resource\": \"arn:aws:codebuild:eu-west-1:000000000000:project/buil${*}\"'",
        "false, '\"Resource\": \"arn:aws:codebuild:eu-west-1:000000000000:project/BUILD\"'",
        "false, '\"Resource\": \"arn:aws:codebuild:eu-west-1:000000000000:project/build2\"'",
        "true,  '\"NotResource\": \"arn:aws:s3:::*\"'",
        "false, '\"NotResource\": [\"arn:aws:s3:::*\", \"arn:aws:codebuild:*\"]'",
    })
    void resources_are_compared(boolean allowed, String resources) {
        iam.inline("""
            {"Statement": [{"Effect": "Allow", "Action": "codebuild:*", %s}]}\
            """.formatted(resources));
        assertThat(isAllowed(Map.of())).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "true,  StringEquals, '\"iam:PassedToService\": \"ecs.amazonaws.com\"'",
        "true,  StringEquals, '\"IAM:passedtoservice\": [\"ec2.amazonaws.com\", \"ecs.amazonaws.com\"]'",
        "false, StringEquals, '\"iam:PassedToService\": \"ECS.amazonaws.com\"'",
        "false, StringEquals, '\"iam:PassedToService\": \"ecs.*\"'",
        "true,  StringEqualsIgnoreCase, '\"iam:PassedToService\": \"ECS.amazonaws.com\"'",
        "true,  StringLike, '\"iam:PassedToService\": \"ecs.*\"'",
        "false, StringLike, '\"iam:PassedToService\": \"ec2.*\"'",
        "false, StringNotEquals, '\"iam:PassedToService\": [\"ecs.amazonaws.com\", \"x\"]'",
        "true,  StringNotLike, '\"iam:PassedToService\": [\"ec2.*\", \"s3.*\"]'",
        "false, StringLike, '\"iam:PassedToService\": \"ecs.*\", \"aws:PrincipalAccount\": \"1\"'",
        "true,  ArnLike, '\"aws:PrincipalArn\": \"arn:aws:iam::*:role/delivery/*\"'",
        "true,  ArnEquals, '\"aws:PrincipalArn\": \"arn:*:iam::${aws:PrincipalAccount}:role/*\"'",
        "false, ArnLike, '\"aws:PrincipalArn\": \"arn:aws:*:role/delivery/*\"'",
        "false, ArnNotLike, '\"aws:PrincipalArn\": \"arn:aws:iam::*:role/*\"'",
        "true,  StringEquals, '\"aws:RequestedRegion\": \"eu-west-1\"'",
        "true,  StringEquals, '\"aws:PrincipalType\": \"AssumedRole\"'",
        "true,  Bool, '\"test:flag\": true'",
        "false, Bool, '\"test:flag\": \"false\"'",
        "true,  NumericLessThanEquals, '\"test:number\": 10'",
        "false, NumericGreaterThan, '\"test:number\": \"10\"'",
        "false, NumericNotEquals, '\"test:number\": \"10.0\"'",
        "false, NumericEquals, '\"test:number\": \"ten\"'",
        "true,  DateLessThan, '\"test:time\": \"2026-01-02T00:00:00Z\"'",
        "false, DateGreaterThan, '\"test:time\": \"2026-01-02T00:00:00Z\"'",
        "true,  'ForAllValues:StringLike', '\"iam:PassedToService\": \"ecs.*\"'",
        "false, 'ForAnyValue:StringLike', '\"iam:PassedToService\": \"ec2.*\"'",
        "true,  Null, '\"iam:PassedToService\": false'",
        "false, Null, '\"iam:PassedToService\": \"true\"'",
        "false, IpAddress, '\"test:address\": \"127.0.0.1\"'",
    })
    void conditions_are_compared(boolean holds, String operator, String keys) {
        iam.inline(conditional("Allow", operator, keys));
        assertThat(isAllowed(Map.of(
                        "iam:PassedToService", "ecs.amazonaws.com",
                        "test:flag", "true",
                        "test:number", "10",
                        "test:time", "2026-01-01T00:00:00Z",
                        "test:address", "127.0.0.1")))
                .isEqualTo(holds);
    }

    /** Whether it is for allowing or for denying. */
    @ParameterizedTest
    @CsvSource({
        "false, StringEquals, x",
        "false, StringLike, *",
        "true,  StringNotEquals, x",
        "true,  ArnNotLike, x",
        "true,  StringEqualsIfExists, x",
        "true,  StringNotEqualsIfExists, x",
        "true,  ForAllValues:StringEquals, x",
        "false, ForAnyValue:StringEquals, x",
        "false, ForAnyValue:StringNotEquals, x",
        "true,  Null, true",
        "false, Null, false",
    })
    void conditions_on_keys_that_nobody_gave(boolean holds, String operator, String value) {
        String keys = "\"aws:SourceVpc\": \"%s\"".formatted(value);
        iam.inline(conditional("Allow", operator, keys));
        assertThat(isAllowed(Map.of())).as("allowing").isEqualTo(holds);
        iam.inline(ALLOW).inline(conditional("Deny", operator, keys));
        assertThat(isAllowed(Map.of())).as("denying").isEqualTo(!holds);
    }

    @Nested
    class As_far_as_known {
        @Test
        void a_condition_that_nobody_can_tell_about_is_as_the_role_needs_it() {
            iam.inline(conditional("Allow", "StringEquals", "\"aws:ResourceTag/Team\": \"x\""))
                    .inline(conditional("Deny", "StringNotEquals", "\"aws:ResourceTag/Team\": \"x\""));
            assertThatCode(() -> requireAsFarAsKnown(Map.of())).doesNotThrowAnyException();
        }

        @Test
        void a_condition_on_what_is_known_counts() {
            iam.inline(conditional("Allow", "StringEquals", "\"iam:PassedToService\": \"x\""));
            assertThatThrownBy(() -> requireAsFarAsKnown(Map.of("iam:PassedToService", "y")))
                    .isInstanceOf(NotAuthorizedException.class);
        }

        private void requireAsFarAsKnown(Map<String, String> context) {
            permissions.access(ROLE, "session").requireAsFarAsKnown(START, Optional.of(PROJECT), context);
        }
    }

    @Nested
    class Somewhere {
        @Test
        void one_resource_is_enough() {
            iam.inline(ALLOW.replace("\"*\"", "\"arn:aws:codebuild:eu-west-1:000000000000:project/another\""));
            assertThatCode(() -> requireSomewhere()).doesNotThrowAnyException();
        }

        @Test
        void what_is_allowed_under_a_condition_may_be_allowed() {
            iam.inline(conditional("Allow", "StringEquals", "\"aws:SourceVpc\": \"vpc-1\""));
            assertThatCode(() -> requireSomewhere()).doesNotThrowAnyException();
        }

        @Test
        void a_denial_of_some_resources_leaves_others() {
            iam.inline(ALLOW).inline(DENY.replace("\"*\"", "\"arn:aws:codebuild:*:*:project/another\""));
            assertThatCode(() -> requireSomewhere()).doesNotThrowAnyException();
        }

        @Test
        void a_denial_of_everything_refuses() {
            iam.inline(ALLOW).inline(DENY);
            assertThatThrownBy(() -> requireSomewhere())
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageEndingWith("on resource: * with an explicit deny in an identity-based policy");
        }

        @Test
        void what_no_statement_names_is_refused() {
            iam.inline(allowing("s3:*"));
            assertThatThrownBy(() -> requireSomewhere())
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageEndingWith("because no identity-based policy allows the codebuild:StartBuild action");
        }
    }

    private void requireSomewhere() {
        permissions.access(ROLE, "session").requireAsFarAsKnown(START, Optional.empty(), Map.of());
    }

    private void assertAllowed() {
        assertThatCode(() -> permissions.require(ROLE, "session", START, PROJECT))
                .doesNotThrowAnyException();
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> permissions.require(ROLE, "session", START, PROJECT))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessage(USER + why);
    }

    private boolean isAllowed(Map<String, String> context) {
        try {
            permissions.require(ROLE, "session", START, PROJECT, context);
            return true;
        } catch (NotAuthorizedException e) {
            return false;
        }
    }

    private static String allowing(String action) {
        return ALLOW.replace(START, action);
    }

    private static String conditional(String effect, String operator, String keys) {
        return """
            {"Statement": [{"Effect": "%s", "Action": "*", "Resource": "*", "Condition": {"%s": {%s}}}]}\
            """.formatted(effect, operator, keys);
    }
}
