package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

import dev.greenroom.infra.stacks.DeploymentException;
import java.util.regex.Pattern;

/**
 * A release's image, named by its digest.
 *
 * @param repository with its host, as tasks pull it
 */
public record Image(String repository, String digest) {
    private static final Pattern FORMAT = Pattern.compile("([^@\\s]+)@(sha256:[0-9a-f]{64})");

    public Image {
        requireNonNull(repository, "repository is null");
        requireNonNull(digest, "digest is null");
    }

    /** @throws DeploymentException when it isn't {@code REPOSITORY@sha256:DIGEST} */
    public static Image parse(String text) {
        var matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            throw new DeploymentException(
                    "Tried to deploy image '%s' but it is not named by its digest, as REPOSITORY@sha256:DIGEST"
                            .formatted(text));
        }
        return new Image(matcher.group(1), matcher.group(2));
    }

    @Override
    public String toString() {
        return repository + "@" + digest;
    }
}
