package dev.greenroom.localcloud.runtime.process.localstack;

import java.nio.file.Path;

/**
 * A Python that LocalStack can run with.
 *
 * @param version for example {@code 3.13.0}
 * @param canMakeEnvironments whether it has {@code ensurepip}, which Debian ships separately
 */
public record Python(Path program, String version, boolean canMakeEnvironments) {}
