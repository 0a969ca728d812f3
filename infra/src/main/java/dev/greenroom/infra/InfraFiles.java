package dev.greenroom.infra;

import dev.greenroom.infra.stacks.DeploymentException;
import dev.greenroom.infra.stacks.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where templates and environments are described. */
public final class InfraFiles {
    private final Source source;

    private InfraFiles(Source source) {
        this.source = source;
    }

    /** Those that were built in. */
    public static InfraFiles builtIn() {
        return new InfraFiles(InfraFiles::readBuiltIn);
    }

    /** Those in a folder that is laid out like this module: {@code templates/} and {@code environments/}. */
    public static InfraFiles in(Path folder) {
        return new InfraFiles(path -> Files.readString(folder.resolve(path)));
    }

    Template template(String name) {
        return Template.parse(name, read("templates/%s.yaml".formatted(name)));
    }

    String environment(String name) {
        return read("environments/%s.yaml".formatted(name));
    }

    private String read(String path) {
        try {
            return source.read(path);
        } catch (NoSuchFileException missing) {
            throw new DeploymentException("Tried to read %s but there is no such file".formatted(path), missing);
        } catch (IOException unreadable) {
            throw new DeploymentException("Tried to read %s but %s".formatted(path, unreadable), unreadable);
        }
    }

    private static String readBuiltIn(String path) throws IOException {
        try (var file = InfraFiles.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new NoSuchFileException(path);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private interface Source {
        String read(String path) throws IOException;
    }
}
