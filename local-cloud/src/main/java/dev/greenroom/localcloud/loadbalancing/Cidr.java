package dev.greenroom.localcloud.loadbalancing;

import java.util.regex.Pattern;

/** A block of IPv4 addresses. */
record Cidr(int network, int bits) {
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

    static Cidr parse(String block) {
        int slash = block.indexOf('/');
        return new Cidr(number(block.substring(0, slash)), Integer.parseInt(block.substring(slash + 1)));
    }

    static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches();
    }

    boolean contains(String ip) {
        return bits == 0 || (number(ip) ^ network) >>> (32 - bits) == 0;
    }

    private static int number(String ip) {
        int number = 0;
        for (String part : ip.split("\\.")) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }
}
