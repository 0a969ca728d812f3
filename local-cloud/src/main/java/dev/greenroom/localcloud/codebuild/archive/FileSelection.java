package dev.greenroom.localcloud.codebuild.archive;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which files of a source folder belong to an artifact or a report.
 *
 * @param files patterns relative to the base directory
 * @param excludes patterns of files that do not belong to it
 * @param baseDirectory relative to the source folder; may be a pattern
 * @param discardPaths whether all files end up in one folder
 */
public record FileSelection(
        List<String> files, List<String> excludes, Optional<String> baseDirectory, boolean discardPaths) {
    /**
     * The files by the names they get, in alphabetical order; links count as files.
     *
     * @throws NoMatchException when the base directory or every file is missing, in AWS's words
     */
    public SortedMap<String, Path> in(Path source) throws IOException, NoMatchException {
        var selected = new TreeMap<String, Path>();
        for (Path base : baseDirectories(source)) {
            for (Map.Entry<String, Path> file : filesBelow(base).entrySet()) {
                String name = discardPaths ? file.getValue().getFileName().toString() : file.getKey();
                selected.put(name, file.getValue());
            }
        }
        if (selected.isEmpty()) {
            throw new NoMatchException("no matching artifact paths found");
        }
        return selected;
    }

    private Map<String, Path> filesBelow(Path base) throws IOException {
        List<PathPattern> wanted = files.stream().map(PathPattern::new).toList();
        List<PathPattern> unwanted = excludes.stream().map(PathPattern::new).toList();
        var found = new LinkedHashMap<String, Path>();
        for (String literal : files) {
            Path file = base.resolve(literal).normalize();
            if (!PathPattern.hasWildcard(literal) && Files.isRegularFile(file)) {
                found.put(nameBelow(base, file), file); // also one outside of the base directory
            }
        }
        if (files.stream().anyMatch(PathPattern::hasWildcard)) {
            walk(base, (name, file) -> {
                if (wanted.stream().anyMatch(pattern -> pattern.matches(name))) {
                    found.put(name, file);
                }
            });
        }
        found.keySet().removeIf(name -> unwanted.stream().anyMatch(pattern -> pattern.matches(name)));
        return found;
    }

    private List<Path> baseDirectories(Path source) throws IOException, NoMatchException {
        if (baseDirectory.isEmpty()) {
            return List.of(source);
        }
        String wanted = baseDirectory.get();
        List<Path> bases = new ArrayList<>();
        if (PathPattern.hasWildcard(wanted)) {
            var pattern = new PathPattern(wanted);
            try (Stream<Path> all = Files.walk(source)) {
                all.filter(Files::isDirectory)
                        .filter(folder -> pattern.matches(slashed(source.relativize(folder))))
                        .forEach(bases::add);
            }
        } else if (Files.isDirectory(source.resolve(wanted))) {
            bases.add(source.resolve(wanted).normalize());
        }
        if (bases.isEmpty()) {
            throw new NoMatchException("no matching base directory path found for " + wanted);
        }
        return bases;
    }

    private static String nameBelow(Path base, Path file) {
        return file.startsWith(base)
                ? slashed(base.relativize(file))
                : file.getFileName().toString();
    }

    private static void walk(Path base, FileConsumer consumer) throws IOException {
        Files.walkFileTree(base, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                consumer.accept(slashed(base.relativize(file)), file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // gone meanwhile, or nobody may read it
            }
        });
    }

    private static String slashed(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    private interface FileConsumer {
        void accept(String name, Path file);
    }
}
