package dev.greenroom.localcloud.loadbalancing.proxy;

import io.netty.util.NetUtil;

/** A block of IP addresses, such as 10.0.0.0/8. */
final class CidrBlock {
    private final byte[] network;
    private final int prefix;

    CidrBlock(String cidr) {
        String[] parts = cidr.split("/", 2);
        byte[] address = NetUtil.createByteArrayFromIpAddressString(parts[0]);
        if (address == null) {
            throw new IllegalArgumentException("'%s' is not a CIDR block".formatted(cidr));
        }
        network = address;
        prefix = parts.length == 1 ? 8 * network.length : Integer.parseInt(parts[1]);
    }

    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
