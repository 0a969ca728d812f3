package dev.greenroom.acceptance.delivery;

import static org.awaitility.Awaitility.await;

import dev.greenroom.acceptance.drivers.Account;
import dev.greenroom.acceptance.drivers.Project;
import java.time.Duration;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/** The look for an idle green slot that a schedule takes now and then; here it is taken when asked for. */
public final class IdleWatch {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Project project;
    private final Account account;

    public IdleWatch(Project project, Account account) {
        this.project = project;
        this.account = account;
    }

    /** Looks as if nothing had been delivered for as long as the settings say. */
    public void look() {
        var codeBuild = account.aws().codeBuild();
        var noTime =
                EnvironmentVariable.builder().name("IDLE_MINUTES").value("0").build();
        var id = codeBuild
                .startBuild(request ->
                        request.projectName(project.name() + "-stop-idle-green").environmentVariablesOverride(noTime))
                .build()
                .id();
        Build ended = await("the look for an idle slot")
                .atMost(PATIENCE)
                .until(
                        () -> codeBuild
                                .batchGetBuilds(request -> request.ids(id))
                                .builds()
                                .get(0),
                        Build::buildComplete);
        if (ended.buildStatus() != StatusType.SUCCEEDED) {
            throw new AssertionError("the look for an idle slot ended as " + ended.buildStatusAsString());
        }
    }
}
