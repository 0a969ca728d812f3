package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.RoleSessions;
import dev.greenroom.localcloud.runtime.TaskNetwork;
import dev.greenroom.localcloud.runtime.TaskRuntime;
import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;

/** What running a task needs of the rest of the cloud and of the machine. */
record TaskServices(
        AwsScope scope,
        AwsClients clients,
        TaskRuntime runtime,
        TaskNetwork network,
        Supplier<URI> gateway,
        Clock clock,
        Subnets subnets,
        TaskRoles roles,
        RoleSessions credentials,
        SecretReader secrets,
        AwsLogs logs) {}
