package dev.greenroom.localcloud.ecs.task;

/**
 * A block of IPv4 addresses.
 *
 * @param base the lowest address, as a number
 */
record CidrBlock(long base, int prefix) {
    private static final int BITS = 32;
    private static final int OCTET = 256;

    static CidrBlock parse(String text) {
        String[] parts = text.split("/");
        long base = 0;
        for (String octet : parts[0].split("\\.")) {
            base = base * OCTET + Integer.parseInt(octet);
        }
        return new CidrBlock(base, Integer.parseInt(parts[1]));
    }

    int size() {
        return (int) Math.min(Integer.MAX_VALUE, 1L << (BITS - prefix));
    }

    String address(int index) {
        long value = base + index;
        return "%d.%d.%d.%d".formatted(value >> 24 & 0xff, value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff);
    }
}
