package dev.greenroom.localcloud.registry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** {@code sha256:<64 hex digits>}, the only algorithm that image builders use. */
final class Digests {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private Digests() {}

    static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    static String of(byte[] content) {
        return of(sha256(), content);
    }

    static String of(MessageDigest digest) {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    private static String of(MessageDigest digest, byte[] content) {
        digest.update(content);
        return of(digest);
    }
}
