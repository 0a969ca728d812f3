package dev.greenroom.localcloud.loadbalancing.proxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Values of X-Amzn-Trace-Id: a root of our own, or the client's fields with this hop among them. */
final class TraceId {
    private static final byte[] HEX = Ascii.bytes("0123456789abcdef");
    private static final byte[] ROOT = Ascii.bytes("Root=1-00000000-000000000000000000000000");
    private static final int SECONDS = "Root=1-".length();
    private static final int RANDOM = "Root=1-00000000-".length();

    private TraceId() {}

    /** The value for a request that came without one. */
    static byte[] newRoot() {
        byte[] root = ROOT.clone();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        writeHex(root, SECONDS, 8, System.currentTimeMillis() / 1000);
        writeHex(root, RANDOM, 8, random.nextInt());
        writeHex(root, RANDOM + 8, 16, random.nextLong());
        return root;
    }

    /** The value for a request that came with one. */
    static byte[] withOurHop(List<String> received) {
        String ours = new String(newRoot(), StandardCharsets.US_ASCII);
        List<String> fields = new ArrayList<>();
        for (String field : String.join(";", received).split(";", -1)) {
            if (!field.isBlank() && !field.strip().startsWith("Self=")) {
                fields.add(field.strip());
            }
        }
        boolean hasRoot = fields.stream().anyMatch(field -> field.startsWith("Root="));
        fields.add(0, hasRoot ? ours.replaceFirst("Root", "Self") : ours);
        return Ascii.bytes(String.join(";", fields));
    }

    private static void writeHex(byte[] out, int start, int digits, long value) {
        long rest = value;
        for (int i = start + digits - 1; i >= start; i--) {
            out[i] = HEX[(int) (rest & 0xf)];
            rest >>>= 4;
        }
    }
}
