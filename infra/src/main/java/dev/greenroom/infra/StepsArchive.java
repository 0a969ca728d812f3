package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import software.amazon.awssdk.services.s3.S3Client;

/** The program that the automation's builds run: this module's jar and the libraries it needs, as one archive. */
public final class StepsArchive {
    /** Where it lies in the bucket of artifacts. */
    static final String KEY = "automation/greenroom-infra.zip";

    private final Path jar;

    private StepsArchive(Path jar) {
        this.jar = requireNonNull(jar, "jar is null");
    }

    /** The one that is running, or was built beside the classes that are running. */
    public static StepsArchive ofThisProgram() {
        throw new UnsupportedOperationException();
    }

    /** @param jar this module's, which says in its manifest what it needs; beside it or in {@code lib} beside it */
    public static StepsArchive of(Path jar) {
        return new StepsArchive(jar);
    }

    void upload(S3Client s3, String bucket) {
        throw new UnsupportedOperationException();
    }
}
