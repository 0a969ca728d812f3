package dev.greenroom.localcloud;

import dev.greenroom.localcloud.aws.Underway;
import dev.greenroom.localcloud.codecommit.GitEndpoint;
import dev.greenroom.localcloud.gateway.CallerGuard;
import dev.greenroom.localcloud.gateway.EmulatedService;
import dev.greenroom.localcloud.gateway.Gateway;
import dev.greenroom.localcloud.loadbalancing.proxy.Proxy;
import dev.greenroom.localcloud.protocol.Wire;
import dev.greenroom.localcloud.registry.DistributionServlet;
import dev.greenroom.localcloud.registry.Registry;
import dev.greenroom.localcloud.runtime.docker.DockerEngine;
import dev.greenroom.localcloud.runtime.docker.Leftovers;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.Guardian;
import dev.greenroom.localcloud.runtime.process.LoopbackBlock;
import dev.greenroom.localcloud.runtime.process.OwnedFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * The AWS that runs on your machine.
 *
 * <pre>{@code
 * try (var cloud = LocalCloud.start()) {
 *     var ecs = EcsClient.builder().endpointOverride(cloud.endpoint())...
 * }
 * }</pre>
 *
 * Any AWS SDK or the AWS CLI works with its endpoint, any region and any credentials. Nothing of it survives
 * {@link #close()}: no process, no port, no folder.
 */
public final class LocalCloud implements AutoCloseable {
    private static final InetAddress ANYWHERE = new InetSocketAddress(0).getAddress();

    private final Closing closing;
    private final URI endpoint;

    private LocalCloud(Closing closing, URI endpoint) {
        this.closing = closing;
        this.endpoint = endpoint;
    }

    /** One for a test: on a free port, below the temporary folder. */
    public static LocalCloud start() throws IOException, InterruptedException {
        return start(LocalCloudOptions.defaults());
    }

    /**
     * Starts a local cloud and returns when it answers.
     *
     * @throws IOException when something that it needs is missing or a port is taken: what, and what to do about it;
     *     nothing is left running then
     */
    public static LocalCloud start(LocalCloudOptions options) throws IOException, InterruptedException {
        Closing closing = new Closing();
        try {
            return start(options, closing);
        } catch (IOException | InterruptedException | RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    /**
     * Removes what clouds of dead processes left in Docker: those that crashed ended no container. Does nothing where no
     * engine answers or none was ever used.
     *
     * @return how many containers it were
     */
    public static int removeLeftovers() throws IOException {
        return RuntimeChoice.ofEnvironment().decide().runtime() == RuntimeChoice.DOCKER
                ? new Leftovers(DockerEngine.look()).remove()
                : 0;
    }

    /** {@code http://localhost:PORT}, for every service. */
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        closing.close();
    }

    private static LocalCloud start(LocalCloudOptions options, Closing closing)
            throws IOException, InterruptedException {
        Guardian guardian = closing.add(Guardian.start());
        OwnedFolder owned = closing.add(OwnedFolder.create(Files.createDirectories(options.folder()), "greenroom"));
        Path folder = owned.path();
        guardian.watch(folder);
        ChildProcesses children = closing.add(new ChildProcesses(guardian));

        var endpoint = new CompletableFuture<URI>();
        var localStack = new LocalStackWatch();
        var addresses = new LoopbackBlock();
        Adapters adapters = adapters(options, folder, children, addresses, closing);
        Machine machine = machine(
                options,
                folder,
                adapters,
                options.published() ? LoopbackBlock.single() : addresses,
                closing,
                endpoint::join);
        var http = closing.add(UrlConnectionHttpClient.create());
        Regions regions = closing.add(new Regions(scope -> new RegionalServices(
                scope, machine, new LocalStackClients(endpoint.join(), localStack::uri, scope.region(), http))));

        Gateway gateway = closing.add(Gateway.start(
                options.published() ? ANYWHERE : InetAddress.getLoopbackAddress(),
                options.port(),
                guarded(services(regions), new RoleCallers(regions::of, Clock.systemUTC())),
                Map.of(
                        "/v2/*", new DistributionServlet(machine.registry(), Clock.systemUTC()),
                        "/git/*", new GitEndpoint(region -> regions.find(region).map(RegionalServices::codeCommit)),
                        "/_greenroom/ecs/*",
                                new RegionalEndpoints(
                                        regions, services -> services.ecs().endpoints()),
                        "/_greenroom/codebuild/*",
                                new RegionalEndpoints(regions, services -> services.codeBuild()
                                        .endpoints())),
                localStack::uri));
        endpoint.complete(gateway.endpoint());
        adapters.admit(gateway.port());
        localStack.start(closing.add(adapters.localStack("localhost:" + gateway.port())));
        return new LocalCloud(closing, gateway.endpoint());
    }

    private static Adapters adapters(
            LocalCloudOptions options, Path folder, ChildProcesses children, LoopbackBlock addresses, Closing closing)
            throws IOException, InterruptedException {
        if (options.servers().isPresent()) {
            return new ExternalAdapters(options, options.servers().get(), folder, children, addresses);
        }
        RuntimeChoice.Decision decision = options.runtime().decide();
        options.progress().accept(decision.sentence());
        return decision.runtime() == RuntimeChoice.DOCKER
                ? new DockerAdapters(options, folder, addresses, closing)
                : new ProcessAdapters(options, folder, children, addresses);
    }

    private static Machine machine(
            LocalCloudOptions options,
            Path folder,
            Adapters adapters,
            LoopbackBlock addresses,
            Closing closing,
            Supplier<URI> gateway)
            throws IOException {
        Registry registry =
                new Registry(folder.resolve("registry"), () -> gateway.get().getAuthority());
        return new Machine(
                registry,
                closing.add(adapters.tasks(registry, gateway)),
                closing.add(adapters.builds()),
                closing.add(adapters.databases()),
                closing.add(options.published() ? Proxy.listeningOn(ANYWHERE) : new Proxy()),
                addresses,
                folder.resolve("git"),
                options.pace(),
                new Underway(options.underway()),
                gateway);
    }

    private static List<EmulatedService> guarded(List<EmulatedService> services, CallerGuard guard) {
        return services.stream().map(service -> service.guardedBy(guard)).toList();
    }

    /** A new service is one line here. */
    private static List<EmulatedService> services(Regions regions) {
        return List.of(
                new EmulatedService(
                        "cloudformation",
                        CloudFormationClient.class,
                        Wire.query("http://cloudformation.amazonaws.com/doc/2010-05-15/"),
                        scope -> regions.of(scope).cloudFormation()),
                new EmulatedService(
                        "codebuild", CodeBuildClient.class, Wire.json("CodeBuild_20161006"), scope -> regions.of(scope)
                                .codeBuild()),
                new EmulatedService(
                        "codecommit", CodeCommitClient.class, Wire.json("CodeCommit_20150413"), scope -> regions.of(
                                        scope)
                                .codeCommit()),
                new EmulatedService(
                        "codepipeline",
                        CodePipelineClient.class,
                        Wire.json("CodePipeline_20150709"),
                        scope -> regions.of(scope).codePipeline()),
                new EmulatedService(
                        "ecr", EcrClient.class, Wire.json("AmazonEC2ContainerRegistry_V20150921"), scope -> regions.of(
                                        scope)
                                .ecr()),
                new EmulatedService(
                        "ecs", EcsClient.class, Wire.json("AmazonEC2ContainerServiceV20141113"), scope -> regions.of(
                                        scope)
                                .ecs()),
                new EmulatedService(
                        "elasticloadbalancing",
                        ElasticLoadBalancingV2Client.class,
                        Wire.query("http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"),
                        scope -> regions.of(scope).loadBalancing()),
                EmulatedService.overlay(
                        "events", EventBridgeClient.class, Wire.json("AWSEvents"), scope -> regions.of(scope)
                                .eventTargets()),
                EmulatedService.overlay(
                        "logs", CloudWatchLogsClient.class, Wire.json("Logs_20140328"), scope -> regions.of(scope)
                                .logFilters()),
                new EmulatedService(
                        "rds",
                        RdsClient.class,
                        Wire.query("http://rds.amazonaws.com/doc/2014-10-31/"),
                        scope -> regions.of(scope).rds()));
    }
}
