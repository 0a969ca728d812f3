package dev.greenroom.infra.permissions;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one who does a certain thing must be allowed, as it is shipped in {@code infra/policies}. What CloudFormation does
 * in the name of who provisions is no call of ours, and told by policies of its own there.
 *
 * @param name of its file
 */
public record Policy(String name, List<Statement> statements) {
    /** The most that IAM takes, in characters other than white space. */
    static final int LIMIT = 6144;

    /** What a push asks a registry for, in the registry's own protocol and so seen by no SDK client. */
    public static final Set<String> PUSHING = Set.of(
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:CompleteLayerUpload",
            "ecr:GetAuthorizationToken",
            "ecr:GetDownloadUrlForLayer",
            "ecr:InitiateLayerUpload",
            "ecr:PutImage",
            "ecr:UploadLayerPart");

    public Policy {
        requireNonNull(name, "name is null");
        statements = List.copyOf(statements);
    }

    /** To provision, push, deploy, toggle, roll back, steer the pipeline and tear down. */
    public static Policy provisioning() {
        return ProvisioningPolicy.policy();
    }

    /** What the features look at beyond what they have the deployer do. */
    public static Policy features() {
        return FeaturesPolicy.features();
    }

    /** To run those features that leave a deployed environment as it was. */
    public static Policy deployedFeatures() {
        return FeaturesPolicy.deployedFeatures();
    }

    public static List<Policy> all() {
        return List.of(provisioning(), features(), deployedFeatures());
    }

    public Set<String> actions() {
        return statements.stream()
                .flatMap(statement -> statement.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As IAM reads it. */
    public String json() {
        return statements.stream()
                .map(Statement::json)
                .collect(Collectors.joining(
                        ",\n", "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n", "\n  ]\n}\n"));
    }

    /** What has a name that begins like a showcase's, or like those that features make for themselves. */
    static List<String> named(String... patterns) {
        return Stream.of(patterns)
                .flatMap(pattern -> Stream.of("greenroom", "ft-*").map(project -> pattern.replace("PROJECT", project)))
                .toList();
    }
}
