package dev.greenroom.acceptance.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.greenroom.infra.aws.AwsAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** An AWS that answers as a test says, in AWS's words. */
final class StubAws implements AutoCloseable {
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    StubAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** One account with a default VPC and no stacks. */
    static StubAws usual() throws IOException {
        var aws = new StubAws();
        aws.says("GetCallerIdentity", """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
            <Arn>arn:aws:iam::123456789012:user/operator</Arn><UserId>AIDA</UserId><Account>123456789012</Account>
            </GetCallerIdentityResult></GetCallerIdentityResponse>\
            """);
        aws.says("DescribeVpcs", """
            <DescribeVpcsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><vpcSet><item>
            <vpcId>vpc-1</vpcId><isDefault>true</isDefault></item></vpcSet></DescribeVpcsResponse>\
            """);
        aws.hasStacks("");
        return aws;
    }

    void says(String operation, String body) {
        answers.put(operation, new Answer(200, body));
    }

    void refuses(String operation, int status, String code, String message) {
        answers.put(
                operation,
                new Answer(
                        status,
                        "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                                .formatted(code, message)));
    }

    /** @param members of the list, in XML */
    void hasStacks(String members) {
        says("DescribeStacks", """
            <DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
            <DescribeStacksResult><Stacks>%s</Stacks></DescribeStacksResult></DescribeStacksResponse>\
            """.formatted(members));
    }

    /** The operations, in the order they were asked for. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    AwsAccess access() {
        return access(StaticCredentialsProvider.create(AwsBasicCredentials.create("operator", "secret")));
    }

    AwsAccess access(AwsCredentialsProvider credentials) {
        var endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new AwsAccess(endpoint, Region.EU_CENTRAL_1, credentials);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var action = ACTION.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        var operation = action.find() ? action.group(1) : "";
        asked.add(operation);
        var answer = answers.getOrDefault(operation, new Answer(400, "<ErrorResponse/>"));
        var body = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (exchange;
                var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private record Answer(int status, String body) {}
}
