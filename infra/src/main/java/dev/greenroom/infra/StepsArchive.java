package dev.greenroom.infra;

import static java.util.Objects.requireNonNull;

import dev.greenroom.infra.stacks.DeploymentException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The program that the automation's builds run: this module's jar and the libraries it needs, as one archive. */
public final class StepsArchive {
    /** Where it lies in the bucket of artifacts; the templates of the automation name it. */
    static final String KEY = "automation/greenroom-infra.zip";

    private static final String JAR = "greenroom-infra.jar";
    private static final String LIBRARIES = "lib";

    private final Path jar;

    private StepsArchive(Path jar) {
        this.jar = requireNonNull(jar, "jar is null");
    }

    /** The one that is running, or was built beside the classes that are running. */
    public static StepsArchive ofThisProgram() {
        var running = codeSource();
        return of(Files.isDirectory(running) ? running.resolveSibling(JAR) : running);
    }

    /** @param jar this module's, which says in its manifest what it needs; that lies beside it, or in {@code lib} */
    public static StepsArchive of(Path jar) {
        return new StepsArchive(jar);
    }

    void upload(S3Client s3, String bucket) {
        try {
            var archive = Files.createTempFile("greenroom-steps", ".zip");
            try {
                write(archive);
                s3.putObject(request -> request.bucket(bucket).key(KEY), RequestBody.fromFile(archive));
            } finally {
                Files.delete(archive);
            }
        } catch (IOException failed) {
            throw new DeploymentException(
                    "Tried to pack %s with its libraries but %s; ./mvnw -pl infra package builds it"
                            .formatted(jar, failed),
                    failed);
        }
    }

    void write(Path archive) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            // Jars are compressed already.
            zip.setLevel(0);
            add(zip, JAR, jar);
            for (var library : libraries()) {
                add(zip, LIBRARIES + "/" + library, find(library));
            }
        }
    }

    /** Those the manifest names: what only pushing images or provisioning needs is not among them. */
    private List<String> libraries() throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            var manifest = file.getManifest();
            var path = manifest == null ? null : manifest.getMainAttributes().getValue("Steps-Libraries");
            return path == null
                    ? List.of()
                    : Stream.of(path.split(":"))
                            .map(entry -> entry.substring(entry.lastIndexOf('/') + 1))
                            .toList();
        }
    }

    private Path find(String library) throws NoSuchFileException {
        var inFolder = jar.resolveSibling(LIBRARIES).resolve(library);
        var beside = jar.resolveSibling(library);
        if (Files.exists(inFolder)) {
            return inFolder;
        }
        if (Files.exists(beside)) {
            return beside;
        }
        throw new NoSuchFileException(beside.toString());
    }

    private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
    }

    private static Path codeSource() {
        try {
            return Path.of(StepsArchive.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
