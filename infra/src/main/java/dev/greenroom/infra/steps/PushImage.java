package dev.greenroom.infra.steps;

import dev.greenroom.infra.Image;
import dev.greenroom.infra.ImagePush;
import dev.greenroom.infra.stacks.DeploymentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;

/** Makes the image that was built a release in the registry; from here on it has a digest. */
final class PushImage {
    private static final int SHORT_COMMIT = 7;
    private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{8})[0-9a-f]{56}");

    private final BuildVariables variables;
    private final EcrClient ecr;
    private final Exports exports;

    PushImage(BuildVariables variables, EcrClient ecr, Exports exports) {
        this.variables = variables;
        this.ecr = ecr;
        this.exports = exports;
    }

    void run(Path archive) throws InterruptedException {
        var commit = variables.get("CODEBUILD_RESOLVED_SOURCE_VERSION");
        var repository = variables.get("REPOSITORY_URI");
        var label = label(commit, archive);
        // A build that is retried comes to the same image, whose tag can't be pushed twice.
        var pushed = find(repository, label);
        var image = pushed.isPresent() ? pushed.get() : push(archive, repository, label, commit);
        exports.write(Map.of("IMAGE", image.toString(), "COMMIT", commit, "VERSION", label));
    }

    private Image push(Path archive, String repository, String label, String commit) throws InterruptedException {
        return new ImagePush(ecr, archive.resolveSibling("image-layers")).push(archive, repository, label, commit);
    }

    private Optional<Image> find(String repository, String label) {
        var name = repository.substring(repository.indexOf('/') + 1);
        try {
            return ecr
                    .describeImages(request -> request.repositoryName(name)
                            .imageIds(ImageIdentifier.builder().imageTag(label).build()))
                    .imageDetails()
                    .stream()
                    .findFirst()
                    .map(detail -> new Image(repository, detail.imageDigest()));
        } catch (ImageNotFoundException notYet) {
            return Optional.empty();
        }
    }

    /** The same for the same commit and the same content. */
    private static String label(String commit, Path archive) {
        var file = archive.resolveSibling("jib-image.digest");
        try {
            var digest = Files.readString(file).strip();
            var content = DIGEST.matcher(digest);
            if (!content.matches()) {
                throw new DeploymentException("Tried to name the image in %s but its digest is '%s'; was it built?"
                        .formatted(archive, digest));
            }
            return "%s-%s".formatted(commit.substring(0, Math.min(SHORT_COMMIT, commit.length())), content.group(1));
        } catch (IOException missing) {
            throw new DeploymentException(
                    "Tried to name the image in %s but %s; was it built?".formatted(archive, missing), missing);
        }
    }
}
