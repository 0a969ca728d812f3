package dev.greenroom.acceptance.drivers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;

/** What the account still has of a project, asked service by service and not by its stacks. */
public final class Leftovers {
    private final Account account;
    private final String project;

    public Leftovers(Account account, Project project) {
        this.account = account;
        this.project = project.name();
    }

    /** Each with what kind of thing it is. */
    public List<String> find() {
        var aws = account.aws();
        var found = new ArrayList<String>();
        add(
                found,
                "stack",
                aws.cloudFormation().describeStacksPaginator().stacks().stream(),
                stack -> stack.stackName());
        add(
                found,
                "repository",
                aws.ecr().describeRepositoriesPaginator().repositories().stream(),
                repository -> repository.repositoryName());
        add(
                found,
                "database",
                account.rds().describeDBInstancesPaginator().dbInstances().stream(),
                database -> database.dbInstanceIdentifier());
        add(found, "role", account.iam().listRolesPaginator().roles().stream(), role -> role.roleName());
        add(
                found,
                "log group",
                aws.logs().describeLogGroupsPaginator().logGroups().stream(),
                group -> group.logGroupName());
        add(found, "cluster", aws.ecs().listClustersPaginator().clusterArns().stream(), Leftovers::lastPart);
        add(
                found,
                "load balancer",
                aws.loadBalancing().describeLoadBalancersPaginator().loadBalancers().stream(),
                balancer -> balancer.loadBalancerName());
        add(
                found,
                "target group",
                aws.loadBalancing().describeTargetGroupsPaginator().targetGroups().stream(),
                group -> group.targetGroupName());
        secrets().forEach(name -> found.add("secret " + name));
        return found;
    }

    private <T> void add(List<String> found, String kind, Stream<T> all, Function<T, String> name) {
        all.map(name).filter(its -> its.startsWith(project)).forEach(its -> found.add(kind + " " + its));
    }

    /** By tag: their names say nothing of the stack that made them. */
    private List<String> secrets() {
        var ofProject = Filter.builder()
                .key(FilterNameStringType.TAG_VALUE)
                .values(project)
                .build();
        return account.secrets().listSecretsPaginator(request -> request.filters(ofProject)).stream()
                .flatMap(page -> page.secretList().stream())
                .map(secret -> secret.name())
                .toList();
    }

    private static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
