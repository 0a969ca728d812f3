package dev.greenroom.localcloud.loadbalancing.proxy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The headers that mean something to a proxy. All others just pass. */
enum HeaderName {
    CONNECTION("connection"),
    CONTENT_LENGTH("content-length"),
    EXPECT("expect"),
    HOST("host"),
    KEEP_ALIVE("keep-alive"),
    PROXY_AUTHORIZATION("proxy-authorization"),
    PROXY_CONNECTION("proxy-connection"),
    TE("te"),
    TRANSFER_ENCODING("transfer-encoding"),
    UPGRADE("upgrade"),
    X_AMZN_TRACE_ID("x-amzn-trace-id"),
    X_FORWARDED_FOR("x-forwarded-for"),
    X_FORWARDED_PORT("x-forwarded-port"),
    X_FORWARDED_PROTO("x-forwarded-proto"),
    OTHER("");

    private static final HeaderName[][] BY_LENGTH = byLength();

    private final byte[] lowerCase;

    HeaderName(String lowerCase) {
        this.lowerCase = Ascii.bytes(lowerCase);
    }

    static HeaderName of(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length < BY_LENGTH.length) {
            for (HeaderName candidate : BY_LENGTH[length]) {
                if (candidate.equalsIgnoreCase(bytes, start)) {
                    return candidate;
                }
            }
        }
        return OTHER;
    }

    private boolean equalsIgnoreCase(byte[] bytes, int start) {
        for (int i = 0; i < lowerCase.length; i++) {
            byte actual = bytes[start + i];
            byte lower = actual >= 'A' && actual <= 'Z' ? (byte) (actual + ('a' - 'A')) : actual;
            if (lower != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private static HeaderName[][] byLength() {
        Map<Integer, List<HeaderName>> names = Arrays.stream(values())
                .filter(name -> name.lowerCase.length > 0)
                .collect(Collectors.groupingBy(name -> name.lowerCase.length));
        int longest = names.keySet().stream().mapToInt(length -> length).max().orElse(0);
        return IntStream.rangeClosed(0, longest)
                .mapToObj(length -> names.getOrDefault(length, List.of()).toArray(HeaderName[]::new))
                .toArray(HeaderName[][]::new);
    }
}
