package dev.greenroom.localcloud.loadbalancing.proxy;

import java.nio.charset.StandardCharsets;

/** Texts as HTTP heads carry them. */
final class Ascii {
    private Ascii() {}

    /** One byte for each character; those beyond ASCII, which some clients send, stay what they were. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
