package dev.greenroom.infra;

import dev.greenroom.infra.aws.AwsClients;
import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.Stack;
import dev.greenroom.infra.stacks.StackSpec;
import dev.greenroom.infra.stacks.StackState;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;

/** Where the images of all releases are. */
public final class Registry {
    private final Stack stack;
    private final Supplier<StackSpec> spec;
    private final AwsClients aws;

    Registry(Stack stack, Supplier<StackSpec> spec, AwsClients aws) {
        this.stack = stack;
        this.spec = spec;
        this.aws = aws;
    }

    public void provision() throws InterruptedException {
        stack.deploy(spec.get(), () -> {});
    }

    /** Deletes the registry and every image in it. */
    public void tearDown() throws InterruptedException {
        stack.delete();
    }

    /** Where to push: host and repository, without tag. */
    public String uri() {
        return state().output("RepositoryUri");
    }

    /** The image that was pushed with a tag. */
    public Image image(String tag) {
        var state = state();
        var id = ImageIdentifier.builder().imageTag(tag).build();
        try {
            return new Image(
                    state.output("RepositoryUri"),
                    describe(state.output("RepositoryName"), id).imageDigest());
        } catch (ImageNotFoundException missing) {
            throw new DeploymentException(
                    "Tried to find image %s:%s but it was never pushed".formatted(state.output("RepositoryUri"), tag),
                    missing);
        }
    }

    /** The tags of an image; none when the registry doesn't have it. */
    public List<String> tags(Image image) {
        var repository = image.repository().substring(image.repository().indexOf('/') + 1);
        try {
            return describe(
                            repository,
                            ImageIdentifier.builder()
                                    .imageDigest(image.digest())
                                    .build())
                    .imageTags();
        } catch (ImageNotFoundException missing) {
            return List.of();
        }
    }

    private ImageDetail describe(String repository, ImageIdentifier id) {
        return aws.ecr()
                .describeImages(request -> request.repositoryName(repository).imageIds(id))
                .imageDetails()
                .get(0);
    }

    private StackState state() {
        return stack.find()
                .orElseThrow(() -> new DeploymentException("Tried to use the registry but it is not provisioned"));
    }
}
