package dev.greenroom.localcloud.codecommit;

import static java.util.Objects.requireNonNull;

import dev.greenroom.localcloud.aws.Tags;
import dev.greenroom.localcloud.cloudformation.Properties;
import dev.greenroom.localcloud.cloudformation.ResourceFailedException;
import dev.greenroom.localcloud.cloudformation.ResourceRequest;
import dev.greenroom.localcloud.cloudformation.ResourceState;
import dev.greenroom.localcloud.cloudformation.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameIdPair;

/** AWS::CodeCommit::Repository. Its physical ID is the repository's ID, which stays when it is renamed. */
public final class CodeRepositoryType implements ResourceType {
    private final CodeCommitClient codeCommit;

    public CodeRepositoryType(CodeCommitClient codeCommit) {
        this.codeCommit = requireNonNull(codeCommit, "codeCommit is null");
    }

    @Override
    public String name() {
        return "AWS::CodeCommit::Repository";
    }

    @Override
    public Set<String> notEmulated(Properties properties) {
        return Stream.of("Code", "KmsKeyId", "Triggers")
                .filter(properties::has)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ResourceState create(ResourceRequest request) {
        Properties properties = request.properties();
        RepositoryMetadata repository = codeCommit
                .createRepository(create -> create.repositoryName(properties.requiredText("RepositoryName"))
                        .repositoryDescription(
                                properties.text("RepositoryDescription").orElse(null))
                        .tags(request.tags()))
                .repositoryMetadata();
        request.initiated(repository.repositoryId());
        return state(repository);
    }

    @Override
    public ResourceState update(ResourceRequest request, ResourceState current) {
        Properties properties = request.properties();
        String oldName = nameOf(current.physicalId()).orElseThrow(() -> gone(request.previousProperties()));
        String name = properties.requiredText("RepositoryName");
        if (!name.equals(oldName)) {
            codeCommit.updateRepositoryName(rename -> rename.oldName(oldName).newName(name));
        }
        codeCommit.updateRepositoryDescription(describe -> describe.repositoryName(name)
                .repositoryDescription(properties.text("RepositoryDescription").orElse(null)));
        RepositoryMetadata repository =
                codeCommit.getRepository(get -> get.repositoryName(name)).repositoryMetadata();
        updateTags(repository.arn(), request.tags());
        return state(repository);
    }

    @Override
    public void delete(ResourceRequest request, ResourceState current) {
        nameOf(current.physicalId())
                .ifPresent(name -> codeCommit.deleteRepository(delete -> delete.repositoryName(name)));
    }

    /** Empty when it is gone already. */
    private Optional<String> nameOf(String id) {
        return codeCommit.listRepositoriesPaginator().repositories().stream()
                .filter(repository -> repository.repositoryId().equals(id))
                .map(RepositoryNameIdPair::repositoryName)
                .findFirst();
    }

    private static ResourceFailedException gone(Properties before) {
        return new ResourceFailedException("NotFound", before.requiredText("RepositoryName") + " does not exist");
    }

    private void updateTags(String arn, Map<String, String> wanted) {
        Tags.change(
                codeCommit.listTagsForResource(list -> list.resourceArn(arn)).tags(),
                wanted,
                gone -> codeCommit.untagResource(untag -> untag.resourceArn(arn).tagKeys(gone)),
                changed -> codeCommit.tagResource(tag -> tag.resourceArn(arn).tags(changed)));
    }

    private static ResourceState state(RepositoryMetadata repository) {
        return new ResourceState(
                repository.repositoryId(),
                Map.of(
                        "Arn", repository.arn(),
                        "CloneUrlHttp", repository.cloneUrlHttp(),
                        "CloneUrlSsh", repository.cloneUrlSsh(),
                        "Name", repository.repositoryName()));
    }
}
