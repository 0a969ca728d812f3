package dev.greenroom.localcloud.codecommit;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.fakes.FakeClients;
import dev.greenroom.localcloud.fakes.FakeEvents;
import dev.greenroom.localcloud.gateway.EmulatedService;
import dev.greenroom.localcloud.gateway.Gateway;
import dev.greenroom.localcloud.protocol.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** CodeCommit behind a gateway, with the real SDK client, and an event bus that remembers. */
final class CodeCommitFixture implements AutoCloseable {
    static final String REGION = "eu-west-1";

    final FakeEvents events = new FakeEvents();
    final Path folder;
    final CodeCommit codeCommit;
    final Gateway gateway;
    final CodeCommitClient client;

    CodeCommitFixture(Path folder) throws IOException {
        this.folder = folder;
        codeCommit = new CodeCommit(
                new AwsScope(AwsScope.LOCAL_ACCOUNT, REGION), clients(), this::endpoint, folder, Clock.systemUTC());
        gateway = Gateway.start(
                0,
                List.of(new EmulatedService(
                        "codecommit", CodeCommitClient.class, Wire.json("CodeCommit_20150413"), scope -> codeCommit)),
                Map.of("/git/*", new GitEndpoint(region -> Optional.of(codeCommit)
                        .filter(any -> region.equals(REGION)))),
                () -> URI.create("http://localhost:1"));
        client = CodeCommitClient.builder()
                .endpointOverride(gateway.endpoint())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("dev", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @Override
    public void close() {
        client.close();
        gateway.close();
        codeCommit.close();
    }

    /** Makes a repository; returns where git finds it, with a user and a password. */
    String repository(String name) {
        RepositoryMetadata made =
                client.createRepository(create -> create.repositoryName(name)).repositoryMetadata();
        return url(made);
    }

    static String url(RepositoryMetadata repository) {
        return repository.cloneUrlHttp().replace("http://", "http://dev:secret@");
    }

    String commitOf(String repository, String branch) {
        return client.getBranch(get -> get.repositoryName(repository).branchName(branch))
                .branch()
                .commitId();
    }

    /** Details of so many events, once they are there. */
    List<Map<String, Object>> events(int count) {
        return await().atMost(Duration.ofSeconds(30)).until(events::entries, all -> all.size() >= count).stream()
                .map(CodeCommitFixture::detail)
                .toList();
    }

    private URI endpoint() {
        return gateway.endpoint();
    }

    private static Map<String, Object> detail(PutEventsRequestEntry event) {
        try {
            return new ObjectMapper().readValue(event.detail(), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AwsClients clients() {
        return FakeClients.of(events);
    }
}
