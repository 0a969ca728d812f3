package dev.greenroom.localcloud.codebuild.project;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.codebuild.model.CodeBuildErrors;
import dev.greenroom.localcloud.codebuild.model.Members;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectCache;
import software.amazon.awssdk.services.codebuild.model.ProjectSortByType;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectRequest;

/** The build projects of a region, and how many builds each has had. Its monitor guards them. */
public final class Projects {
    private static final int DEFAULT_TIMEOUT = 60;
    private static final int DEFAULT_QUEUED_TIMEOUT = 480;

    private final AwsScope scope;
    private final Clock clock;
    private final Map<String, Project> byName = new TreeMap<>();
    private final Map<String, Long> lastBuildNumbers = new TreeMap<>();

    public Projects(AwsScope scope, Clock clock) {
        this.scope = requireNonNull(scope, "scope is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    public synchronized Project create(CreateProjectRequest request) {
        ProjectRules.EMULATED.check(request);
        Instant now = clock.instant();
        Project.Builder defaults = Project.builder()
                .timeoutInMinutes(DEFAULT_TIMEOUT)
                .queuedTimeoutInMinutes(DEFAULT_QUEUED_TIMEOUT)
                .cache(ProjectCache.builder().type("NO_CACHE").build())
                .encryptionKey("arn:%s:kms:%s:%s:alias/aws/s3"
                        .formatted(scope.partition(), scope.region(), scope.accountId()));
        Project project = Members.copy(request, defaults)
                .arn(scope.arn("codebuild", "project/" + request.name()))
                .created(now)
                .lastModified(now)
                .badge(badge -> badge.badgeEnabled(false))
                .build();
        ProjectRules.check(project);
        if (byName.putIfAbsent(project.name(), project) != null) {
            throw CodeBuildErrors.alreadyExists("Project", project.arn());
        }
        return project;
    }

    public synchronized Project update(UpdateProjectRequest request) {
        ProjectRules.EMULATED.check(request);
        Project current = get(String.valueOf(request.name()));
        Project project = Members.copy(request, current.toBuilder())
                .name(current.name())
                .lastModified(clock.instant())
                .build();
        ProjectRules.check(project);
        byName.put(project.name(), project);
        return project;
    }

    /** Succeeds when there is none. */
    public synchronized void delete(String nameOrArn) {
        byName.remove(name(nameOrArn));
        lastBuildNumbers.remove(name(nameOrArn));
    }

    public Project get(String nameOrArn) {
        return find(nameOrArn).orElseThrow(() -> CodeBuildErrors.projectNotFound(nameOrArn));
    }

    public synchronized Optional<Project> find(String nameOrArn) {
        return Optional.ofNullable(byName.get(name(nameOrArn)));
    }

    /** The number of the project's next build, counted from 1. */
    public synchronized long nextBuildNumber(String name) {
        return lastBuildNumbers.merge(name, 1L, Long::sum);
    }

    public synchronized List<String> names(ProjectSortByType order) {
        Comparator<Project> comparator =
                switch (order) {
                    case CREATED_TIME -> Comparator.comparing(Project::created);
                    case LAST_MODIFIED_TIME -> Comparator.comparing(Project::lastModified);
                    default -> Comparator.comparing(Project::name);
                };
        return byName.values().stream().sorted(comparator).map(Project::name).toList();
    }

    private static String name(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }
}
