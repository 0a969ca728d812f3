package dev.greenroom.localcloud.loadbalancing.proxy;

import java.util.regex.Pattern;

/** AWS's patterns: <code>*</code> for any characters, <code>?</code> for one, a backslash before a literal one. */
final class Wildcard {
    private final Pattern pattern;

    private Wildcard(String wildcard, int flags) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < wildcard.length(); i++) {
            char c = wildcard.charAt(i);
            boolean isEscape = c == '\\' && i + 1 < wildcard.length() && "*?\\".indexOf(wildcard.charAt(i + 1)) >= 0;
            if (isEscape) {
                regex.append(Pattern.quote(wildcard.substring(++i, i + 1)));
            } else if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        pattern = Pattern.compile(regex.toString(), flags | Pattern.DOTALL);
    }

    static Wildcard exactCase(String wildcard) {
        return new Wildcard(wildcard, 0);
    }

    static Wildcard anyCase(String wildcard) {
        return new Wildcard(wildcard, Pattern.CASE_INSENSITIVE);
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
