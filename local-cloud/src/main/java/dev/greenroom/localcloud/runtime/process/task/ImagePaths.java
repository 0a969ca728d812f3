package dev.greenroom.localcloud.runtime.process.task;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Leads absolute paths that a container names into the folder where its image lies. What is meant as a path is not
 * always to be told from what only looks like one, {@code --context-path=/app} for example, so:
 * <ul>
 *   <li>a word that is a path, or a list of paths, leads to any file or folder that the image has;</li>
 *   <li>a path within a word, after {@code =}, {@code :} or {@code ,}, leads to files only, not to folders,
 *   unless it is a URL ({@code file:/...});</li>
 *   <li>what the image does not have stays as it is.</li>
 * </ul>
 */
final class ImagePaths {
    private static final String LIST_SEPARATOR = ":";
    private static final String WILDCARD = "/*";
    private static final Pattern PATH_WITHIN = Pattern.compile("(?<=[=:,])/(?!/)[^=:,;\\s]*");
    private static final String FILE_URL = "file:";

    private final Path root;

    ImagePaths(Path root) {
        this.root = root;
    }

    /** The place of an absolute path in the image's folder, whether or not there is something. */
    Path place(String path) {
        return root.resolve(path.replaceFirst("^/+", "")).normalize();
    }

    String inWord(String word) {
        if (word.startsWith("/")) {
            return inList(word);
        }
        return replaceWithin(word);
    }

    /** Each path of a list, for example of a class path. */
    String inList(String list) {
        return Arrays.stream(list.split(LIST_SEPARATOR))
                .map(path -> path.startsWith("/") ? mapped(path, this::exists) : path)
                .collect(Collectors.joining(LIST_SEPARATOR));
    }

    /** In the value of an environment variable a folder is not told from what only looks like one. */
    String inVariable(String value) {
        return value.startsWith("/") ? mapped(value, this::isFile) : replaceWithin(value);
    }

    private String replaceWithin(String word) {
        Matcher matcher = PATH_WITHIN.matcher(word);
        return matcher.replaceAll(match -> {
            boolean url = word.substring(0, match.start()).endsWith(FILE_URL);
            return Matcher.quoteReplacement(mapped(match.group(), url ? this::exists : this::isFile));
        });
    }

    private String mapped(String path, Predicate<String> isMeant) {
        return isMeant.test(path) ? place(path) + (path.endsWith("/") ? "/" : "") : path;
    }

    private boolean exists(String path) {
        Path place = place(path);
        boolean isThere = Files.exists(place, LinkOption.NOFOLLOW_LINKS)
                || path.endsWith(WILDCARD) && Files.isDirectory(place.getParent());
        return isThere && place.startsWith(root) && !place.equals(root);
    }

    private boolean isFile(String path) {
        return exists(path) && Files.isRegularFile(place(path));
    }
}
