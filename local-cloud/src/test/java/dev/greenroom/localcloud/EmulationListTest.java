package dev.greenroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.Pace;
import dev.greenroom.localcloud.aws.Underway;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import dev.greenroom.localcloud.loadbalancing.proxy.Proxy;
import dev.greenroom.localcloud.registry.Registry;
import dev.greenroom.localcloud.runtime.BuildMachine;
import dev.greenroom.localcloud.runtime.BuildRuntime;
import dev.greenroom.localcloud.runtime.ContainerSpec;
import dev.greenroom.localcloud.runtime.DatabaseServers;
import dev.greenroom.localcloud.runtime.RunningContainer;
import dev.greenroom.localcloud.runtime.TaskRuntime;
import dev.greenroom.localcloud.runtime.process.LoopbackBlock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The resource types that are wired, those whose schema this build carries, and those that the docs list are the same. */
class EmulationListTest {
    private static final Pattern TYPE = Pattern.compile("AWS::\\w+::\\w+");
    private static final Path SCHEMAS = Path.of("src/main/resources/dev/greenroom/localcloud/cloudformation/schema");

    /** The engine brings these itself. */
    private static final Set<String> OF_CLOUDFORMATION =
            Set.of("AWS::CloudFormation::Stack", "AWS::CloudFormation::WaitConditionHandle");

    private static Set<String> wired = Set.of();

    @BeforeAll
    static void wire(@TempDir Path folder) throws IOException {
        URI nowhere = URI.create("http://localhost:1");
        try (var proxy = new Proxy();
                var http = UrlConnectionHttpClient.create()) {
            var machine = new Machine(
                    new Registry(folder, nowhere::getAuthority),
                    new IdleTasks(),
                    new IdleBuilds(),
                    new IdleDatabases(),
                    proxy,
                    new LoopbackBlock(),
                    folder.resolve("git"),
                    Pace.rehearsal(),
                    new Underway(works -> {}),
                    () -> nowhere);
            var scope = new AwsScope(AwsScope.LOCAL_ACCOUNT, "us-east-1");
            try (var services = new RegionalServices(
                    scope, machine, new LocalStackClients(nowhere, () -> nowhere, scope.region(), http))) {
                wired = Stream.concat(
                                RegionalServices.resourceTypes().stream()
                                        .flatMap(family -> family.with(services).stream())
                                        .map(ResourceType::name),
                                OF_CLOUDFORMATION.stream())
                        .collect(Collectors.toCollection(TreeSet::new));
            }
        }
    }

    @Test
    void the_list_of_schemas_to_take_has_each_type_and_no_other() throws IOException {
        assertThat(typesIn("schemas/types.txt")).isEqualTo(wired);
    }

    @Test
    void each_type_has_a_schema_of_aws_and_each_schema_its_type() throws IOException {
        try (Stream<Path> schemas = Files.list(SCHEMAS)) {
            assertThat(schemas.map(EmulationListTest::typeOf)).containsExactlyInAnyOrderElementsOf(wired);
        }
    }

    @Test
    void the_docs_list_each_type_and_no_other() throws IOException {
        assertThat(typesIn("../docs/services/README.md")).isEqualTo(wired);
    }

    /** Of {@code AWS-ECS-Service.json}, AWS::ECS::Service. */
    private static String typeOf(Path schema) {
        return schema.getFileName().toString().replaceFirst("\\.json$", "").replace("-", "::");
    }

    private static Set<String> typesIn(String file) throws IOException {
        return TYPE.matcher(Files.readString(Path.of(file)))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static final class IdleTasks implements TaskRuntime {
        @Override
        public RunningContainer start(ContainerSpec spec) {
            throw new UnsupportedOperationException(spec.toString());
        }

        @Override
        public void close() {}
    }

    private static final class IdleBuilds implements BuildRuntime {
        @Override
        public BuildMachine provide(String id) {
            throw new UnsupportedOperationException(id);
        }

        @Override
        public Path cache(String name) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public void close() {}
    }

    private static final class IdleDatabases implements DatabaseServers {
        @Override
        public DatabaseServer start(DatabaseSpec spec) {
            throw new UnsupportedOperationException(spec.name());
        }

        @Override
        public void close() {}
    }
}
