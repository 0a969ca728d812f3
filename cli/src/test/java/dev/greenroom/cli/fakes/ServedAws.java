package dev.greenroom.cli.fakes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.greenroom.localcloud.gateway.EmulatedService;
import dev.greenroom.localcloud.gateway.Gateway;
import dev.greenroom.localcloud.protocol.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;

/** What a deployment asks of a scripted AWS, at an endpoint as that of a local cloud. */
public final class ServedAws implements AutoCloseable {
    private static final String VPCS = """
            <DescribeVpcsResponse><vpcSet>
              <item><vpcId>vpc-1</vpcId></item>
            </vpcSet></DescribeVpcsResponse>
            """;
    private static final String SUBNETS = """
            <DescribeSubnetsResponse><subnetSet>
              <item><subnetId>subnet-1</subnetId></item>
              <item><subnetId>subnet-2</subnetId></item>
            </subnetSet></DescribeSubnetsResponse>
            """;

    private final HttpServer network;
    private final Gateway gateway;

    private ServedAws(HttpServer network, Gateway gateway) {
        this.network = network;
        this.gateway = gateway;
    }

    public static ServedAws start(FakeAws aws) throws IOException {
        var services = List.of(
                new EmulatedService(
                        "cloudformation",
                        CloudFormationClient.class,
                        Wire.query("http://cloudformation.amazonaws.com/doc/2010-05-15/"),
                        scope -> aws.cloudFormation()),
                new EmulatedService(
                        "ecr", EcrClient.class, Wire.json("AmazonEC2ContainerRegistry_V20150921"), scope -> aws.ecr()),
                new EmulatedService(
                        "ecs", EcsClient.class, Wire.json("AmazonEC2ContainerServiceV20141113"), scope -> aws.ecs()),
                new EmulatedService(
                        "logs", CloudWatchLogsClient.class, Wire.json("Logs_20140328"), scope -> aws.logs()));
        var network = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        network.createContext("/", ServedAws::tellDefaultNetwork);
        network.start();
        var localStack = URI.create("http://localhost:" + network.getAddress().getPort());
        return new ServedAws(network, Gateway.start(0, services, Map.of(), () -> localStack));
    }

    /** EC2 speaks a protocol of its own, and is asked for nothing else. */
    private static void tellDefaultNetwork(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] answer = (request.contains("Action=DescribeVpcs") ? VPCS : SUBNETS).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    public int port() {
        return gateway.port();
    }

    @Override
    public void close() {
        gateway.close();
        network.stop(0);
    }
}
