package dev.greenroom.localcloud.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image name as task definitions have it: {@code [host/]repository[:tag][@digest]}.
 *
 * @param host empty for Docker Hub's short names
 * @param identifier digest if there is one, else tag, else {@code latest}
 */
record ImageReference(Optional<String> host, String repository, String identifier) {
    private static final Pattern REFERENCE = Pattern.compile(
            "(?:(?<host>[^/]+\\.[^/]*|[^/]+:\\d+|localhost)/)?(?<repository>[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)"
                    + "(?::(?<tag>[\\w][\\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?");

    static Optional<ImageReference> parse(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String identifier = Optional.ofNullable(matcher.group("digest"))
                .or(() -> Optional.ofNullable(matcher.group("tag")))
                .orElse("latest");
        return Optional.of(new ImageReference(
                Optional.ofNullable(matcher.group("host")), matcher.group("repository"), identifier));
    }

    /** Whether it names a registry of ECR, by AWS's host name. */
    boolean isEcr() {
        return host.filter(name -> name.contains(".dkr.ecr.")).isPresent();
    }
}
