package dev.greenroom.localcloud.registry;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The passwords that {@code GetAuthorizationToken} gave out, each good for twelve hours. */
final class AccessTokens {
    private static final Duration LIFETIME = Duration.ofHours(12);

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> expiryByToken = new ConcurrentHashMap<>();

    /** @param value what goes behind {@code Authorization: Basic}: user {@code AWS} and a password */
    record AccessToken(String value, Instant expiresAt) {}

    AccessToken issue(Instant now) {
        byte[] password = new byte[32];
        random.nextBytes(password);
        String value = Base64.getEncoder()
                .encodeToString(("AWS:" + HexFormat.of().formatHex(password)).getBytes(StandardCharsets.US_ASCII));
        Instant expiresAt = now.plus(LIFETIME);
        expiryByToken.values().removeIf(expiry -> expiry.isBefore(now));
        expiryByToken.put(value, expiresAt);
        return new AccessToken(value, expiresAt);
    }

    boolean isValid(String value, Instant now) {
        return expiryByToken.getOrDefault(value, Instant.MIN).isAfter(now);
    }
}
