package dev.greenroom.infra;

import dev.greenroom.infra.stacks.DeploymentException;

/** What a release shall be called can't be the tag of an image. */
public final class InvalidLabelException extends DeploymentException {
    private static final long serialVersionUID = 1;

    InvalidLabelException(String repository, String label, Throwable cause) {
        super("Tried to push %s but '%s' can't be an image tag".formatted(repository, label), cause);
    }
}
