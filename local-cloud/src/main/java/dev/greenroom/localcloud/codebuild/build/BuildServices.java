package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.Permissions;
import dev.greenroom.localcloud.aws.RoleSessions;
import dev.greenroom.localcloud.aws.ServiceRoles;
import dev.greenroom.localcloud.codebuild.report.Reports;
import dev.greenroom.localcloud.runtime.BuildRuntime;
import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;

/** What builds need of the world around them. */
public record BuildServices(
        AwsScope scope,
        AwsClients clients,
        ServiceRoles roles,
        RoleSessions sessions,
        Permissions permissions,
        Reports reports,
        BuildRuntime runtime,
        Supplier<URI> gateway,
        Clock clock,
        BuildPace pace) {}
