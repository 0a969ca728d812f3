package dev.greenroom.service;

import static java.util.Objects.requireNonNull;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which release this is and where it runs.
 *
 * @param version the build's, unless the image says otherwise (RELEASE_VERSION)
 * @param commit the build's, unless the image says otherwise (RELEASE_COMMIT)
 * @param slot the slot that the task definition puts it in (SLOT)
 * @param environment the environment that the task definition puts it in (ENVIRONMENT)
 */
@ConfigurationProperties("release")
record Release(String version, String commit, String slot, String environment) {
    Release {
        requireNonNull(version, "version is null");
        requireNonNull(commit, "commit is null");
        requireNonNull(slot, "slot is null");
        requireNonNull(environment, "environment is null");
    }
}
