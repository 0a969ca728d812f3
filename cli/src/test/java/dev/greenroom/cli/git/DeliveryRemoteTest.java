package dev.greenroom.cli.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

class DeliveryRemoteTest {
    private static final AwsCredentials CREDENTIALS = AwsBasicCredentials.create("key", "secret");

    @TempDir
    private Path folder;

    private Path project;
    private Git git;
    private DeliveryRemote remote;

    @BeforeEach
    void have_a_project_with_a_commit() throws IOException {
        project = Files.createDirectory(folder.resolve("a project (1)"));
        git = new Git(project);
        tell("init", "--quiet", "--initial-branch", "my-work");
        commit("first");
        remote = remoteOf(project);
    }

    @Test
    void a_push_brings_what_is_checked_out_to_the_branch_that_is_delivered() {
        URI repository = repository();

        assertThat(remote.add(repository, "main", CREDENTIALS)).isEqualTo(advice("git push aws"));
        tell("push", "--quiet", "aws");

        assertThat(git.ask("ls-remote", "aws", "refs/heads/main").orElseThrow()).startsWith(head());
    }

    @Test
    void credentials_go_to_that_address_only_and_are_in_no_url() {
        remote.add(URI.create("http://localhost:4566/git/eu-west-1/greenroom"), "main", CREDENTIALS);

        assertThat(git.ask("remote", "get-url", "aws")).contains("http://localhost:4566/git/eu-west-1/greenroom");
        assertThat(header("http://localhost:4566/git/eu-west-1/greenroom"))
                .isEqualTo("Authorization: Basic a2V5OnNlY3JldA==");
        assertThat(header("http://localhost:4567/git/eu-west-1/greenroom")).isEmpty();
        assertThat(header("https://example.com/")).isEmpty();
    }

    @Test
    void a_new_cloud_takes_the_remote_of_an_earlier_one_over() {
        remote.add(URI.create("http://localhost:1/git/eu-west-1/greenroom"), "main", CREDENTIALS);
        remote.add(URI.create("http://localhost:2/git/eu-west-1/greenroom"), "main", CREDENTIALS);

        assertThat(git.ask("remote", "get-url", "--all", "aws")).contains("http://localhost:2/git/eu-west-1/greenroom");
    }

    @Test
    void nothing_is_left_when_it_is_removed() throws IOException {
        String before = Files.readString(project.resolve(".git/config"));
        remote.add(repository(), "main", CREDENTIALS);
        tell("push", "--quiet", "aws");
        assertThat(git.ask("branch", "--remotes")).contains("aws/main");

        assertThat(remote.remove()).isTrue();
        assertThat(remote.remove()).isFalse();
        assertThat(git.ask("remote")).contains("");
        assertThat(git.ask("branch", "--remotes")).contains("");
        assertThat(Files.readString(project.resolve(".git/config")).replace("[include]\n", ""))
                .isEqualTo(before);
    }

    @Test
    void it_vanishes_with_the_workspace_however_that_is_lost() throws IOException {
        remote.add(repository(), "main", CREDENTIALS);
        Files.delete(folder.resolve("a project (1).remote"));

        assertThat(git.ask("remote")).contains("");
        assertThat(git.ask("status", "--short")).contains("");
    }

    @Test
    void a_remote_of_that_name_that_somebody_else_made_is_left_alone() {
        tell("remote", "add", "aws", "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/mine");

        DeliveryRemote.Advice advice =
                remote.add(URI.create("http://localhost:4566/git/eu-west-1/x"), "main", CREDENTIALS);
        remote.remove();

        assertThat(advice.command())
                .isEqualTo("git -c 'http.extraHeader=Authorization: Basic a2V5OnNlY3JldA==' push"
                        + " http://localhost:4566/git/eu-west-1/x HEAD:refs/heads/main");
        assertThat(advice.note().orElseThrow())
                .contains("'aws' leads to https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/mine already");
        assertThat(git.ask("remote", "get-url", "aws"))
                .contains("https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/mine");
    }

    @Test
    void a_linked_work_tree_has_it_too() {
        Path linked = folder.resolve("linked");
        tell("worktree", "add", "--quiet", linked.toString());

        assertThat(remoteOf(linked).add(repository(), "main", CREDENTIALS)).isEqualTo(advice("git push aws"));
    }

    @Test
    void a_folder_without_git_gets_none_and_hears_why() throws IOException {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        Path inside = Files.createDirectory(project.resolve("inside"));

        assertThat(remoteOf(plain).add(repository(), "main", CREDENTIALS).note().orElseThrow())
                .contains(plain + " is not the root of a git work tree");
        assertThat(remoteOf(inside)
                        .add(repository(), "main", CREDENTIALS)
                        .note()
                        .orElseThrow())
                .contains(inside + " is not the root of a git work tree");
    }

    @Test
    void a_shallow_clone_is_told_how_it_can_be_pushed() throws IOException {
        commit("second");
        Path shallow = folder.resolve("shallow");
        tell("clone", "--quiet", "--depth", "1", project.toUri().toString(), shallow.toString());

        assertThat(remoteOf(shallow)
                        .add(repository(), "main", CREDENTIALS)
                        .note()
                        .orElseThrow())
                .contains("shallow clone", "git fetch --unshallow");
    }

    private DeliveryRemote remoteOf(Path root) {
        return new DeliveryRemote(root, root.resolveSibling(root.getFileName() + ".remote"));
    }

    private static DeliveryRemote.Advice advice(String command) {
        return new DeliveryRemote.Advice(command, Optional.empty());
    }

    private URI repository() {
        Path bare = folder.resolve("repository");
        tell("init", "--quiet", "--bare", bare.toString());
        return bare.toUri();
    }

    @Test
    void a_repository_that_somebody_changes_right_now_gets_none_and_that_is_no_failure() throws IOException {
        Files.createFile(project.resolve(".git/config.lock"));

        DeliveryRemote.Advice advice = remote.add(repository(), "main", CREDENTIALS);

        assertThat(advice.command()).contains("git -c", "push " + repository());
        assertThat(advice.note().orElseThrow()).contains("could not be added", "could not lock config file");
    }

    private String header(String url) {
        return git.ask("config", "--get-urlmatch", "http.extraHeader", url).orElse("");
    }

    private String head() {
        return git.ask("rev-parse", "HEAD").orElseThrow();
    }

    private void commit(String message) throws IOException {
        Files.writeString(project.resolve("file"), message);
        tell("add", "--all");
        tell("-c", "user.name=Somebody", "-c", "user.email=s@example.com", "commit", "--quiet", "--message", message);
    }

    private void tell(String... arguments) {
        Git.Answer answer = git.run(arguments);
        assertThat(answer.isGood()).as(answer.text()).isTrue();
    }
}
