package dev.greenroom.localcloud.codecommit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.cloudformation.CloudFormation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.codecommit.model.RepositoryDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;

/** A repository in a template, from its creation to its end. */
class CodeRepositoryStackTest {
    private static final String TEMPLATE = """
        Resources:
          Repository:
            Type: AWS::CodeCommit::Repository
            Properties:
              RepositoryName: %s
              %s
        Outputs:
          Id: {Value: !Ref Repository}
          Arn: {Value: !GetAtt Repository.Arn}
          Http: {Value: !GetAtt Repository.CloneUrlHttp}
          Ssh: {Value: !GetAtt Repository.CloneUrlSsh}
          Name: {Value: !GetAtt Repository.Name}
        """;

    @TempDir
    private Path folder;

    private CodeCommitFixture fixture;
    private CloudFormation cloudFormation;

    @BeforeEach
    void start() throws IOException {
        fixture = new CodeCommitFixture(folder.resolve("cloud"));
        cloudFormation = new CloudFormation(
                new AwsScope(AwsScope.LOCAL_ACCOUNT, CodeCommitFixture.REGION),
                fixture.clients(),
                List.of(clients -> List.of(new CodeRepositoryType(fixture.codeCommit))),
                guard -> fixture.clients());
    }

    @AfterEach
    void close() {
        cloudFormation.close();
        fixture.close();
    }

    @Test
    void is_made_as_the_template_says() {
        create(template("shop", "RepositoryDescription: Sells things", "Tags: [{Key: team, Value: a}]"));

        RepositoryMetadata made = repository("shop");
        assertThat(outputs())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "Id", made.repositoryId(),
                        "Arn", made.arn(),
                        "Http", made.cloneUrlHttp(),
                        "Ssh", made.cloneUrlSsh(),
                        "Name", "shop"));
        assertThat(made.repositoryDescription()).isEqualTo("Sells things");
        assertThat(tags(made)).containsEntry("team", "a").containsEntry("aws:cloudformation:logical-id", "Repository");
    }

    @Test
    void is_renamed_described_and_tagged_in_place() throws Exception {
        create(template("shop", "RepositoryDescription: Sells things", "Tags: [{Key: team, Value: a}]"));
        String id = outputs().get("Id");
        GitProgram git = GitProgram.withCommit(folder.resolve("mine"));
        git.run("push", "-q", CodeCommitFixture.url(repository("shop")), "main");

        update(template("store", "Tags: [{Key: stage, Value: dev}]"));
        awaitStatus("UPDATE_COMPLETE");

        RepositoryMetadata renamed = repository("store");
        assertThat(renamed.repositoryId()).isEqualTo(id);
        assertThat(renamed.repositoryDescription()).isNull();
        assertThat(renamed.defaultBranch()).isEqualTo("main");
        assertThat(tags(renamed)).containsEntry("stage", "dev").doesNotContainKey("team");
        assertThat(outputs()).containsEntry("Id", id).containsEntry("Name", "store");
    }

    @Test
    void stays_as_it_was_when_an_update_fails() {
        create(template("shop", "RepositoryDescription: Sells things"));
        fixture.repository("taken");

        update(template("taken", "RepositoryDescription: Sells more"));
        awaitStatus("UPDATE_ROLLBACK_COMPLETE");

        assertThat(repository("shop").repositoryDescription()).isEqualTo("Sells things");
        assertThat(cloudFormation
                        .describeStackEvents(describe -> describe.stackName("code"))
                        .stackEvents())
                .filteredOn(event -> event.resourceStatusAsString().equals("UPDATE_FAILED"))
                .extracting(StackEvent::resourceStatusReason)
                .singleElement()
                .asString()
                .contains("Repository named taken already exists");
    }

    @Test
    void is_deleted_with_what_was_pushed_to_it() throws Exception {
        create(template("shop"));
        String stack = stack("code").stackId();
        GitProgram git = GitProgram.withCommit(folder.resolve("mine"));
        git.run("push", "-q", CodeCommitFixture.url(repository("shop")), "main");

        cloudFormation.deleteStack(delete -> delete.stackName("code"));
        awaitStatus(stack, "DELETE_COMPLETE");

        assertThatExceptionOfType(RepositoryDoesNotExistException.class).isThrownBy(() -> repository("shop"));
        try (Stream<Path> left = Files.list(fixture.folder.resolve(CodeCommitFixture.REGION))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void may_be_gone_already_when_its_stack_is_deleted() {
        create(template("shop"));
        String stack = stack("code").stackId();
        fixture.client.deleteRepository(delete -> delete.repositoryName("shop"));

        cloudFormation.deleteStack(delete -> delete.stackName("code"));

        awaitStatus(stack, "DELETE_COMPLETE");
    }

    @Test
    void is_refused_by_name_with_what_is_not_emulated() {
        for (String property : List.of(
                "Code: {S3: {Bucket: b, Key: k}}",
                "KmsKeyId: alias/mine",
                "Triggers: [{Name: t, DestinationArn: 'arn:aws:sns:eu-west-1:000000000000:t', Events: [all]}]")) {
            assertThatExceptionOfType(CloudFormationException.class)
                    .isThrownBy(() -> cloudFormation.createStack(
                            create -> create.stackName("code").templateBody(template("shop", property))))
                    .withMessageContaining(property.replaceFirst(":.*", ""));
        }
    }

    private void create(String template) {
        cloudFormation.createStack(create -> create.stackName("code").templateBody(template));
        awaitStatus("CREATE_COMPLETE");
    }

    private void update(String template) {
        cloudFormation.updateStack(update -> update.stackName("code").templateBody(template));
    }

    private static String template(String name, String... properties) {
        return TEMPLATE.formatted(name, String.join("\n      ", properties));
    }

    private void awaitStatus(String status) {
        awaitStatus("code", status);
    }

    private void awaitStatus(String nameOrId, String status) {
        await().atMost(Duration.ofSeconds(30)).until(() -> stack(nameOrId).stackStatusAsString(), status::equals);
    }

    private Map<String, String> outputs() {
        return stack("code").outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    }

    private Stack stack(String nameOrId) {
        return cloudFormation
                .describeStacks(describe -> describe.stackName(nameOrId))
                .stacks()
                .get(0);
    }

    private RepositoryMetadata repository(String name) {
        return fixture.client.getRepository(get -> get.repositoryName(name)).repositoryMetadata();
    }

    private Map<String, String> tags(RepositoryMetadata repository) {
        return fixture.client
                .listTagsForResource(list -> list.resourceArn(repository.arn()))
                .tags();
    }
}
