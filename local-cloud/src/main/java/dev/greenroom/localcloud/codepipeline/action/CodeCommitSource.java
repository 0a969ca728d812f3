package dev.greenroom.localcloud.codepipeline.action;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.codepipeline.model.ActionFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.BlobMetadata;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.codecommit.model.CommitIdDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.Difference;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesResponse;
import software.amazon.awssdk.services.codecommit.model.RepositoryDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.UserInfo;

/** Makes an archive of a commit: the one that the execution was started for, or the last one of the branch. */
final class CodeCommitSource implements ActionRunner {
    private static final int OCTAL = 8;
    private static final int TYPE = 0170000;
    private static final int SUBMODULE = 0160000;

    private final AwsScope scope;
    private final AwsClients clients;
    private final Artifacts artifacts;

    CodeCommitSource(AwsScope scope, AwsClients clients, Artifacts artifacts) {
        this.scope = scope;
        this.clients = clients;
        this.artifacts = artifacts;
    }

    @Override
    public Optional<ActionResult> run(ActionInput input, ActionProgress progress) throws InterruptedException {
        String repository = input.required("RepositoryName");
        String branch = input.required("BranchName");
        String arn = scope.arn("codecommit", repository);
        input.role().require("codecommit:GetBranch", arn);
        input.role().require("codecommit:GetCommit", arn);
        input.role().require("codecommit:UploadArchive", arn);
        Commit commit = commit(repository, branch, input.pinned());
        String url = "https://console.aws.amazon.com/codecommit/home?region=%s#/repository/%s/commit/%s"
                .formatted(scope.region(), repository, commit.commitId());
        progress.started(commit.commitId(), url);
        Artifact made = input.output().from(commit.commitId());
        archive(input.role(), repository, commit.commitId(), made);
        String message = commit.message() == null ? "" : commit.message();
        var revision = new ActionResult.Revision(commit.commitId(), message, committed(commit), url);
        return Optional.of(
                new ActionResult(message, variables(repository, branch, commit), List.of(made), Optional.of(revision)));
    }

    private Commit commit(String repository, String branch, Optional<String> pinned) {
        try {
            String id = pinned.orElseGet(() -> clients.codeCommit()
                    .getBranch(get -> get.repositoryName(repository).branchName(branch))
                    .branch()
                    .commitId());
            return clients.codeCommit()
                    .getCommit(get -> get.repositoryName(repository).commitId(id))
                    .commit();
        } catch (RepositoryDoesNotExistException e) {
            throw ActionFailedException.configuration(
                    ("The action failed because no repository named %s was found. Make sure you are using the correct "
                                    + "repository name, and then try again.")
                            .formatted(repository));
        } catch (BranchDoesNotExistException e) {
            throw ActionFailedException.configuration(
                    ("The action failed because no branch named %s was found in the selected AWS CodeCommit repository "
                                    + "%s. Make sure you are using the correct branch name, and then try again.")
                            .formatted(branch, repository));
        } catch (CommitIdDoesNotExistException e) {
            throw ActionFailedException.configuration(
                    "The action failed because no commit with ID %s was found in the AWS CodeCommit repository %s."
                            .formatted(pinned.orElse(""), repository));
        }
    }

    private static Map<String, String> variables(String repository, String branch, Commit commit) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("RepositoryName", repository);
        variables.put("BranchName", branch);
        variables.put("CommitId", commit.commitId());
        variables.put("CommitMessage", commit.message() == null ? "" : commit.message());
        variables.put("AuthorDate", date(commit.author()));
        variables.put("CommitterDate", date(commit.committer()));
        return variables;
    }

    private static String date(@Nullable UserInfo person) {
        return time(person).map(Instant::toString).orElse("");
    }

    private static Instant committed(Commit commit) {
        return time(commit.committer()).orElse(Instant.EPOCH);
    }

    /** Git's {@code SECONDS ZONE}. */
    private static Optional<Instant> time(@Nullable UserInfo person) {
        return Optional.ofNullable(person)
                .map(UserInfo::date)
                .map(date -> date.split(" ")[0])
                .filter(seconds -> seconds.matches("\\d{1,12}"))
                .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)));
    }

    private void archive(ActingRole role, String repository, String commitId, Artifact made)
            throws InterruptedException {
        try {
            Path file = Files.createTempFile("greenroom-source", ".zip");
            try {
                write(repository, commitId, file);
                artifacts.put(role, made.object(), file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String repository, String commitId, Path file) throws IOException, InterruptedException {
        try (var archive = new SourceArchive(file)) {
            @Nullable String token = null;
            do {
                String page = token;
                GetDifferencesResponse differences = clients.codeCommit()
                        .getDifferences(get -> get.repositoryName(repository)
                                .afterCommitSpecifier(commitId)
                                .nextToken(page));
                for (Difference difference : differences.differences()) {
                    add(archive, repository, difference.afterBlob());
                }
                token = differences.nextToken();
            } while (token != null);
        }
    }

    private void add(SourceArchive archive, String repository, @Nullable BlobMetadata blob)
            throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the source is not needed any more");
        }
        if (blob != null) {
            int mode = Integer.parseInt(blob.mode(), OCTAL);
            if ((mode & TYPE) != SUBMODULE) {
                byte[] content = clients.codeCommit()
                        .getBlob(get -> get.repositoryName(repository).blobId(blob.blobId()))
                        .content()
                        .asByteArrayUnsafe();
                archive.add(blob.path(), mode, content);
            }
        }
    }
}
