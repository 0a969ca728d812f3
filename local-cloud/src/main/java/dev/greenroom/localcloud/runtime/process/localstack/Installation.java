package dev.greenroom.localcloud.runtime.process.localstack;

import java.nio.file.Path;

/**
 * LocalStack, ready to run.
 *
 * @param seed folders {@code root} and {@code home} that each run gets a copy of
 */
record Installation(Path python, Path seed) {}
