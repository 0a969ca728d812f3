package dev.greenroom.localcloud.codebuild.archive;

import java.util.regex.Pattern;

/**
 * A pattern of a buildspec that chooses files: {@code *} stands for anything within one folder, {@code **} for any
 * folders, {@code ?} for one character.
 */
final class PathPattern {
    private final Pattern regex;

    PathPattern(String pattern) {
        String relative = pattern.startsWith("./") ? pattern.substring(2) : pattern;
        this.regex = Pattern.compile(regex(relative));
    }

    static boolean hasWildcard(String text) {
        return text.contains("*") || text.contains("?") || text.contains("[");
    }

    boolean matches(String path) {
        return regex.matcher(path).matches();
    }

    private static String regex(String pattern) {
        var regex = new StringBuilder();
        int i = 0;
        while (i < pattern.length()) {
            char next = pattern.charAt(i);
            if (pattern.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 3;
            } else if (pattern.startsWith("**", i)) {
                regex.append(".*");
                i += 2;
            } else if (next == '[' && pattern.indexOf(']', i) > 0) {
                int end = pattern.indexOf(']', i);
                regex.append(pattern, i, end + 1);
                i = end + 1;
            } else {
                regex.append(next == '*' ? "[^/]*" : next == '?' ? "[^/]" : Pattern.quote(String.valueOf(next)));
                i++;
            }
        }
        return regex.toString();
    }
}
