package dev.greenroom.localcloud.codebuild;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.Permissions;
import dev.greenroom.localcloud.aws.RoleSessions;
import dev.greenroom.localcloud.aws.ServiceRoles;
import dev.greenroom.localcloud.codebuild.build.BuildPace;
import dev.greenroom.localcloud.codebuild.build.BuildServices;
import dev.greenroom.localcloud.codebuild.build.Builds;
import dev.greenroom.localcloud.codebuild.model.CodeBuildErrors;
import dev.greenroom.localcloud.codebuild.model.Page;
import dev.greenroom.localcloud.codebuild.project.Projects;
import dev.greenroom.localcloud.codebuild.report.ReportGroups;
import dev.greenroom.localcloud.codebuild.report.Reports;
import dev.greenroom.localcloud.runtime.BuildRuntime;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.BatchDeleteBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchDeleteBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.BatchGetProjectsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetProjectsResponse;
import software.amazon.awssdk.services.codebuild.model.BatchGetReportGroupsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetReportGroupsResponse;
import software.amazon.awssdk.services.codebuild.model.BatchGetReportsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetReportsResponse;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildNotDeleted;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.CreateProjectResponse;
import software.amazon.awssdk.services.codebuild.model.CreateReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.CreateReportGroupResponse;
import software.amazon.awssdk.services.codebuild.model.DeleteProjectRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteProjectResponse;
import software.amazon.awssdk.services.codebuild.model.DeleteReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteReportGroupResponse;
import software.amazon.awssdk.services.codebuild.model.DescribeTestCasesRequest;
import software.amazon.awssdk.services.codebuild.model.DescribeTestCasesResponse;
import software.amazon.awssdk.services.codebuild.model.InvalidateProjectCacheRequest;
import software.amazon.awssdk.services.codebuild.model.InvalidateProjectCacheResponse;
import software.amazon.awssdk.services.codebuild.model.ListBuildsForProjectRequest;
import software.amazon.awssdk.services.codebuild.model.ListBuildsForProjectResponse;
import software.amazon.awssdk.services.codebuild.model.ListBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.ListBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.ListProjectsRequest;
import software.amazon.awssdk.services.codebuild.model.ListProjectsResponse;
import software.amazon.awssdk.services.codebuild.model.ListReportGroupsRequest;
import software.amazon.awssdk.services.codebuild.model.ListReportGroupsResponse;
import software.amazon.awssdk.services.codebuild.model.ListReportsForReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.ListReportsForReportGroupResponse;
import software.amazon.awssdk.services.codebuild.model.ListReportsRequest;
import software.amazon.awssdk.services.codebuild.model.ListReportsResponse;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectSortByType;
import software.amazon.awssdk.services.codebuild.model.Report;
import software.amazon.awssdk.services.codebuild.model.ReportFilter;
import software.amazon.awssdk.services.codebuild.model.ReportGroup;
import software.amazon.awssdk.services.codebuild.model.RetryBuildRequest;
import software.amazon.awssdk.services.codebuild.model.RetryBuildResponse;
import software.amazon.awssdk.services.codebuild.model.SortOrderType;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StartBuildResponse;
import software.amazon.awssdk.services.codebuild.model.StopBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StopBuildResponse;
import software.amazon.awssdk.services.codebuild.model.TestCase;
import software.amazon.awssdk.services.codebuild.model.TestCaseFilter;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectResponse;
import software.amazon.awssdk.services.codebuild.model.UpdateReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.UpdateReportGroupResponse;

/** CodeBuild in one region: projects, builds that really run, and their reports. */
public final class CodeBuild implements CodeBuildClient {
    private static final String PRINCIPAL = "codebuild.amazonaws.com";

    private final Projects projects;
    private final ReportGroups groups;
    private final Reports reports;
    private final Builds builds;
    private final CodeBuildEndpoints endpoints;

    public CodeBuild(AwsScope scope, AwsClients clients, BuildRuntime runtime, Supplier<URI> gateway, Clock clock) {
        this(scope, clients, runtime, gateway, clock, BuildPace.USUAL);
    }

    CodeBuild(
            AwsScope scope,
            AwsClients clients,
            BuildRuntime runtime,
            Supplier<URI> gateway,
            Clock clock,
            BuildPace pace) {
        requireNonNull(scope, "scope is null");
        requireNonNull(runtime, "runtime is null");
        requireNonNull(gateway, "gateway is null");
        var roles = new ServiceRoles(clients, PRINCIPAL);
        var sessions = new RoleSessions(roles, clock);
        this.projects = new Projects(scope, clock);
        this.groups = new ReportGroups(scope, clock);
        this.reports = new Reports(scope, groups, clock);
        this.endpoints = new CodeBuildEndpoints(sessions);
        this.builds = new Builds(
                projects,
                new BuildServices(
                        scope,
                        clients,
                        roles,
                        sessions,
                        new Permissions(clients),
                        reports,
                        runtime,
                        gateway,
                        clock,
                        pace));
    }

    @Override
    public CreateProjectResponse createProject(CreateProjectRequest request) {
        return CreateProjectResponse.builder().project(projects.create(request)).build();
    }

    @Override
    public UpdateProjectResponse updateProject(UpdateProjectRequest request) {
        return UpdateProjectResponse.builder().project(projects.update(request)).build();
    }

    @Override
    public StartBuildResponse startBuild(StartBuildRequest request) {
        return StartBuildResponse.builder().build(builds.start(request)).build();
    }

    @Override
    public StopBuildResponse stopBuild(StopBuildRequest request) {
        return StopBuildResponse.builder().build(builds.stop(request.id())).build();
    }

    @Override
    public RetryBuildResponse retryBuild(RetryBuildRequest request) {
        return RetryBuildResponse.builder().build(builds.retry(request.id())).build();
    }

    @Override
    public CreateReportGroupResponse createReportGroup(CreateReportGroupRequest request) {
        return CreateReportGroupResponse.builder()
                .reportGroup(groups.create(request))
                .build();
    }

    @Override
    public UpdateReportGroupResponse updateReportGroup(UpdateReportGroupRequest request) {
        return UpdateReportGroupResponse.builder()
                .reportGroup(groups.update(request))
                .build();
    }

    @Override
    public DeleteProjectResponse deleteProject(DeleteProjectRequest request) {
        projects.delete(request.name());
        return DeleteProjectResponse.builder().build();
    }

    @Override
    public BatchGetProjectsResponse batchGetProjects(BatchGetProjectsRequest request) {
        Found<Project> found = find(request.names(), projects::find);
        return BatchGetProjectsResponse.builder()
                .projects(found.items())
                .projectsNotFound(found.missing())
                .build();
    }

    @Override
    public ListProjectsResponse listProjects(ListProjectsRequest request) {
        List<String> names = new ArrayList<>(
                projects.names(Optional.ofNullable(request.sortBy()).orElse(ProjectSortByType.NAME)));
        if (request.sortOrder() == SortOrderType.DESCENDING) {
            Collections.reverse(names);
        }
        Page<String> page = Page.of(names, request.nextToken(), Page.MAX_SIZE);
        return ListProjectsResponse.builder()
                .projects(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    @Override
    public InvalidateProjectCacheResponse invalidateProjectCache(InvalidateProjectCacheRequest request) {
        builds.forgetCache(projects.get(request.projectName()));
        return InvalidateProjectCacheResponse.builder().build();
    }

    @Override
    public BatchGetBuildsResponse batchGetBuilds(BatchGetBuildsRequest request) {
        Found<Build> found = find(request.ids(), builds::find);
        return BatchGetBuildsResponse.builder()
                .builds(found.items())
                .buildsNotFound(found.missing())
                .build();
    }

    @Override
    public BatchDeleteBuildsResponse batchDeleteBuilds(BatchDeleteBuildsRequest request) {
        var deleted = new ArrayList<String>();
        var kept = new ArrayList<BuildNotDeleted>();
        for (String id : request.ids()) {
            Optional<Build> build = builds.find(id);
            if (builds.delete(id)) {
                deleted.add(build.map(Build::arn).orElse(id));
            } else {
                String reason = build.isPresent() ? "BUILD_IN_PROGRESS" : "BUILD_NOT_FOUND";
                kept.add(BuildNotDeleted.builder().id(id).statusCode(reason).build());
            }
        }
        return BatchDeleteBuildsResponse.builder()
                .buildsDeleted(deleted)
                .buildsNotDeleted(kept)
                .build();
    }

    @Override
    public ListBuildsResponse listBuilds(ListBuildsRequest request) {
        Page<String> page =
                Page.newestFirst(ids(build -> true), request.sortOrder(), request.nextToken(), Page.MAX_SIZE);
        return ListBuildsResponse.builder()
                .ids(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    @Override
    public ListBuildsForProjectResponse listBuildsForProject(ListBuildsForProjectRequest request) {
        Project project = projects.get(request.projectName());
        Page<String> page = Page.newestFirst(
                ids(build -> build.projectName().equals(project.name())),
                request.sortOrder(),
                request.nextToken(),
                Page.MAX_SIZE);
        return ListBuildsForProjectResponse.builder()
                .ids(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    @Override
    public DeleteReportGroupResponse deleteReportGroup(DeleteReportGroupRequest request) {
        boolean hasReports = reports.all().stream()
                .anyMatch(report -> report.reportGroupArn().equals(request.arn()));
        if (hasReports && !Boolean.TRUE.equals(request.deleteReports())) {
            throw CodeBuildErrors.invalidInput(
                    "Report group %s has reports; set deleteReports to delete them too".formatted(request.arn()));
        }
        reports.deleteOf(request.arn());
        groups.delete(request.arn());
        return DeleteReportGroupResponse.builder().build();
    }

    @Override
    public BatchGetReportGroupsResponse batchGetReportGroups(BatchGetReportGroupsRequest request) {
        Found<ReportGroup> found = find(request.reportGroupArns(), groups::find);
        return BatchGetReportGroupsResponse.builder()
                .reportGroups(found.items())
                .reportGroupsNotFound(found.missing())
                .build();
    }

    @Override
    public ListReportGroupsResponse listReportGroups(ListReportGroupsRequest request) {
        List<String> arns = groups.all().stream().map(ReportGroup::arn).toList();
        Page<String> page = Page.newestFirst(arns, request.sortOrder(), request.nextToken(), request.maxResults());
        return ListReportGroupsResponse.builder()
                .reportGroups(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    @Override
    public BatchGetReportsResponse batchGetReports(BatchGetReportsRequest request) {
        Found<Report> found = find(request.reportArns(), reports::find);
        return BatchGetReportsResponse.builder()
                .reports(found.items())
                .reportsNotFound(found.missing())
                .build();
    }

    @Override
    public ListReportsResponse listReports(ListReportsRequest request) {
        Page<String> page = Page.newestFirst(
                reportArns(request.filter(), report -> true),
                request.sortOrder(),
                request.nextToken(),
                request.maxResults());
        return ListReportsResponse.builder()
                .reports(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    @Override
    public ListReportsForReportGroupResponse listReportsForReportGroup(ListReportsForReportGroupRequest request) {
        String group = request.reportGroupArn();
        if (groups.find(group).isEmpty()) {
            throw CodeBuildErrors.reportGroupNotFound(group);
        }
        Page<String> page = Page.newestFirst(
                reportArns(request.filter(), report -> report.reportGroupArn().equals(group)),
                request.sortOrder(),
                request.nextToken(),
                request.maxResults());
        return ListReportsForReportGroupResponse.builder()
                .reports(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    @Override
    public DescribeTestCasesResponse describeTestCases(DescribeTestCasesRequest request) {
        List<TestCase> cases = reports.testCases(request.reportArn()).stream()
                .filter(testCase -> isWanted(testCase, request.filter()))
                .toList();
        Page<TestCase> page =
                Page.newestFirst(cases, SortOrderType.ASCENDING, request.nextToken(), request.maxResults());
        return DescribeTestCasesResponse.builder()
                .testCases(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** What the commands of builds ask for, below {@code /_greenroom/codebuild/REGION}. */
    public HttpServlet endpoints() {
        return endpoints;
    }

    @Override
    public void close() {
        builds.close();
    }

    private List<String> ids(Predicate<Build> wanted) {
        return builds.all().stream().filter(wanted).map(Build::id).toList();
    }

    private List<String> reportArns(@Nullable ReportFilter filter, Predicate<Report> wanted) {
        return reports.all().stream()
                .filter(wanted)
                .filter(report -> filter == null || filter.status() == null || filter.status() == report.status())
                .map(Report::arn)
                .toList();
    }

    private static boolean isWanted(TestCase testCase, @Nullable TestCaseFilter filter) {
        return filter == null
                || (filter.status() == null || filter.status().equals(testCase.status()))
                        && (filter.keyword() == null || testCase.name().contains(filter.keyword()));
    }

    private static <T> Found<T> find(List<String> names, Function<String, Optional<T>> finder) {
        if (names.isEmpty()) {
            throw CodeBuildErrors.invalidInput("Invalid input: at least one name is required");
        }
        var items = new ArrayList<T>();
        var missing = new ArrayList<String>();
        names.stream().distinct().forEach(name -> finder.apply(name)
                .ifPresentOrElse(items::add, () -> missing.add(name)));
        return new Found<>(items, missing);
    }

    private record Found<T>(List<T> items, List<String> missing) {}
}
