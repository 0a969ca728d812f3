package dev.greenroom.localcloud.codecommit;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsError;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsRequest;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsResponse;
import software.amazon.awssdk.services.codecommit.model.CodeCommitException;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.codecommit.model.GetCommitRequest;
import software.amazon.awssdk.services.codecommit.model.GetCommitResponse;
import software.amazon.awssdk.services.codecommit.model.UserInfo;

/** Shows commits. */
final class CommitOperations {
    private static final int MAX_COMMITS = 100;

    private final Repositories repositories;

    CommitOperations(Repositories repositories) {
        this.repositories = repositories;
    }

    GetCommitResponse get(GetCommitRequest request) {
        Repository git = repositories.existing(request.repositoryName()).git();
        if (request.commitId() == null) {
            throw CodeCommitErrors.commitIdRequired();
        }
        return GetCommitResponse.builder()
                .commit(commit(git, request.commitId()))
                .build();
    }

    BatchGetCommitsResponse get(BatchGetCommitsRequest request) {
        Repository git = repositories.existing(request.repositoryName()).git();
        List<String> ids = request.commitIds();
        if (ids.isEmpty()) {
            throw CodeCommitErrors.commitIdsListRequired();
        }
        if (ids.size() > MAX_COMMITS) {
            throw CodeCommitErrors.commitIdsLimitExceeded();
        }
        var commits = new ArrayList<Commit>();
        var errors = new ArrayList<BatchGetCommitsError>();
        for (String id : ids) {
            try {
                commits.add(commit(git, id));
            } catch (CodeCommitException e) {
                errors.add(BatchGetCommitsError.builder()
                        .commitId(id)
                        .errorCode(e.awsErrorDetails().errorCode())
                        .errorMessage(e.awsErrorDetails().errorMessage())
                        .build());
            }
        }
        return BatchGetCommitsResponse.builder().commits(commits).errors(errors).build();
    }

    private static Commit commit(Repository git, String id) {
        Optional<RevCommit> found = Revisions.commit(git, id);
        RevCommit commit = found.orElseThrow(CodeCommitErrors::commitIdDoesNotExist);
        return Commit.builder()
                .commitId(commit.name())
                .treeId(commit.getTree().name())
                .parents(Arrays.stream(commit.getParents()).map(ObjectId::name).toList())
                .message(commit.getFullMessage())
                .author(user(commit.getAuthorIdent()))
                .committer(user(commit.getCommitterIdent()))
                .additionalData("")
                .build();
    }

    /** AWS gives dates as git stores them: {@code 1484167798 -0800}. */
    private static UserInfo user(PersonIdent person) {
        ZoneId zone = person.getZoneId();
        int minutes = zone.getRules().getOffset(person.getWhenAsInstant()).getTotalSeconds() / 60;
        return UserInfo.builder()
                .name(person.getName())
                .email(person.getEmailAddress())
                .date("%d %s%02d%02d"
                        .formatted(
                                person.getWhenAsInstant().getEpochSecond(),
                                minutes < 0 ? "-" : "+",
                                Math.abs(minutes) / 60,
                                Math.abs(minutes) % 60))
                .build();
    }
}
