package dev.greenroom.localcloud.codecommit;

import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import software.amazon.awssdk.services.codecommit.model.BranchInfo;
import software.amazon.awssdk.services.codecommit.model.CreateBranchRequest;
import software.amazon.awssdk.services.codecommit.model.CreateBranchResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteBranchRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteBranchResponse;
import software.amazon.awssdk.services.codecommit.model.GetBranchRequest;
import software.amazon.awssdk.services.codecommit.model.GetBranchResponse;
import software.amazon.awssdk.services.codecommit.model.ListBranchesRequest;
import software.amazon.awssdk.services.codecommit.model.ListBranchesResponse;
import software.amazon.awssdk.services.codecommit.model.UpdateDefaultBranchRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateDefaultBranchResponse;

/** Makes, shows and removes branches without git. */
final class BranchOperations {
    private final Repositories repositories;
    private final References references;

    BranchOperations(Repositories repositories, References references) {
        this.repositories = repositories;
        this.references = references;
    }

    CreateBranchResponse create(CreateBranchRequest request) {
        CodeRepository repository = repositories.existing(request.repositoryName());
        String branch = Revisions.validBranch(request.branchName());
        if (request.commitId() == null) {
            throw CodeCommitErrors.commitIdRequired();
        }
        RevCommit commit = Revisions.commit(repository.git(), request.commitId())
                .orElseThrow(CodeCommitErrors::commitDoesNotExist);
        if (!references.move(repository, Constants.R_HEADS + branch, Optional.empty(), Optional.of(commit))) {
            throw CodeCommitErrors.branchNameExists();
        }
        return CreateBranchResponse.builder().build();
    }

    GetBranchResponse get(GetBranchRequest request) {
        Repository git = repositories.existing(request.repositoryName()).git();
        String branch = Revisions.validBranch(request.branchName());
        return GetBranchResponse.builder()
                .branch(info(branch, Revisions.tip(git, branch).orElseThrow(CodeCommitErrors::branchDoesNotExist)))
                .build();
    }

    ListBranchesResponse list(ListBranchesRequest request) {
        Repository git = repositories.existing(request.repositoryName()).git();
        Page<String> page = Page.of(Revisions.branches(git), request.nextToken());
        return ListBranchesResponse.builder()
                .branches(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    /** AWS answers without a branch when there is none of that name. */
    DeleteBranchResponse delete(DeleteBranchRequest request) {
        CodeRepository repository = repositories.existing(request.repositoryName());
        String branch = Revisions.validBranch(request.branchName());
        if (repository.defaultBranch().filter(branch::equals).isPresent()) {
            throw CodeCommitErrors.defaultBranchCannotBeDeleted();
        }
        Optional<ObjectId> tip = Revisions.tip(repository.git(), branch)
                .filter(found ->
                        references.move(repository, Constants.R_HEADS + branch, Optional.of(found), Optional.empty()));
        return DeleteBranchResponse.builder()
                .deletedBranch(tip.map(found -> info(branch, found)).orElse(null))
                .build();
    }

    UpdateDefaultBranchResponse makeDefault(UpdateDefaultBranchRequest request) {
        CodeRepository repository = repositories.existing(request.repositoryName());
        String branch = Revisions.validBranch(request.defaultBranchName());
        Revisions.tip(repository.git(), branch).orElseThrow(CodeCommitErrors::branchDoesNotExist);
        references.makeDefault(repository, branch);
        return UpdateDefaultBranchResponse.builder().build();
    }

    private static BranchInfo info(String branch, ObjectId commit) {
        return BranchInfo.builder().branchName(branch).commitId(commit.name()).build();
    }
}
