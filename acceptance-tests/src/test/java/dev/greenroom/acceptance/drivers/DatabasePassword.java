package dev.greenroom.acceptance.drivers;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The password of an environment's database, and where it can be read. Never shows the password itself. */
public final class DatabasePassword {
    private static final Pattern PASSWORD = Pattern.compile("\"password\"\\s*:\\s*\"([^\"]+)\"");

    private final Account account;
    private final DeployedStacks stacks;
    private final String environment;

    /** @param environment with its project, as stacks spell it */
    public DatabasePassword(Account account, String environment) {
        this.account = account;
        this.stacks = new DeployedStacks(account);
        this.environment = environment;
    }

    /** The places where everybody who may look at stacks or logs can read it. */
    public List<String> leaks() {
        var password = password();
        var leaks = new ArrayList<String>();
        for (var stack : stacks.beginningWith(environment)) {
            find(password, "template of " + stack.stackName(), stacks.template(stack), leaks);
            find(
                    password,
                    "parameters of " + stack.stackName(),
                    stack.parameters().toString(),
                    leaks);
            find(password, "outputs of " + stack.stackName(), stack.outputs().toString(), leaks);
            find(
                    password,
                    "events of " + stack.stackName(),
                    stacks.events(stack).toString(),
                    leaks);
        }
        for (var group : account.aws()
                .logs()
                .describeLogGroupsPaginator(r -> r.logGroupNamePrefix(environment))
                .logGroups()) {
            var lines = account.aws()
                    .logs()
                    .filterLogEventsPaginator(request -> request.logGroupName(group.logGroupName()))
                    .events();
            lines.forEach(line -> find(password, "log " + group.logGroupName(), line.message(), leaks));
        }
        return leaks;
    }

    private String password() {
        var credentials = stacks.outputs(environment + "-database").get("Credentials");
        var secret = account.secrets()
                .getSecretValue(request -> request.secretId(credentials))
                .secretString();
        var matcher = PASSWORD.matcher(secret);
        if (!matcher.find()) {
            throw new IllegalStateException(
                    "Tried to read the password of %s but its secret has none".formatted(environment));
        }
        return matcher.group(1);
    }

    private static void find(String password, String place, String text, List<String> leaks) {
        if (text.contains(password) && !leaks.contains(place)) {
            leaks.add(place);
        }
    }
}
