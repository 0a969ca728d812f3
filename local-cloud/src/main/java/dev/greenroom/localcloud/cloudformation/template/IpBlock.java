package dev.greenroom.localcloud.cloudformation.template;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A block of IPv4 or IPv6 addresses.
 *
 * @param width 32 or 128
 * @param prefix the length of the prefix
 */
record IpBlock(BigInteger address, int width, int prefix) {
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String IPV4 = OCTET + "(?:\\." + OCTET + "){3}";
    private static final String IPV6 = "[0-9A-Fa-f]*:[0-9A-Fa-f:]*";
    private static final Pattern SYNTAX = Pattern.compile("(" + IPV4 + "|" + IPV6 + ")/([0-9]{1,3})");

    static IpBlock parse(String text) {
        var matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw invalid(text);
        }
        try {
            var bytes = InetAddress.getByName(matcher.group(1)).getAddress();
            var prefix = Integer.parseInt(matcher.group(2));
            if (prefix > bytes.length * 8) {
                throw invalid(text);
            }
            return new IpBlock(new BigInteger(1, bytes), bytes.length * 8, prefix).network();
        } catch (UnknownHostException e) {
            throw invalid(text);
        }
    }

    private IpBlock network() {
        var host = width - prefix;
        return new IpBlock(address.shiftRight(host).shiftLeft(host), width, prefix);
    }

    /** The block of that many host bits at a position within this one. */
    IpBlock part(int index, int hostBits) {
        var number = BigInteger.valueOf(index);
        if (hostBits < 0 || hostBits > width - prefix || number.bitLength() > width - prefix - hostBits) {
            throw TemplateException.error("Fn::Cidr cannot fit block %d of %d bits in %s", index + 1, hostBits, this);
        }
        return new IpBlock(address.add(number.shiftLeft(hostBits)), width, width - hostBits);
    }

    private static TemplateException invalid(String text) {
        return TemplateException.error("Fn::Cidr requires a valid CIDR block, not %s", text);
    }

    @Override
    public String toString() {
        return (width == 32 ? dotted() : colons()) + "/" + prefix;
    }

    private String dotted() {
        var value = address.intValue();
        return "%d.%d.%d.%d".formatted(value >>> 24, value >>> 16 & 255, value >>> 8 & 255, value & 255);
    }

    private String colons() {
        var text = new StringBuilder();
        for (var shift = 112; shift >= 0; shift -= 16) {
            text.append(Integer.toHexString(address.shiftRight(shift).intValue() & 0xffff));
            text.append(shift == 0 ? "" : ":");
        }
        return text.toString().replaceFirst("(^|:)0(:0)+(:|$)", "::");
    }
}
