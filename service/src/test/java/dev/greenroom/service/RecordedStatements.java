package dev.greenroom.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/** The statements that a release sends, by name, as its record under {@code releases/} has them. */
final class RecordedStatements {
    private static final Pattern STATEMENT = Pattern.compile("-- (\\w+)\\n(.+?);\\n", Pattern.DOTALL);

    private RecordedStatements() {}

    static Map<String, String> of(String release) {
        var statements = new LinkedHashMap<String, String>();
        var matcher = STATEMENT.matcher(read("releases/" + release + ".sql"));
        while (matcher.find()) {
            statements.put(matcher.group(1), matcher.group(2));
        }
        return statements;
    }

    private static String read(String path) {
        try {
            return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
