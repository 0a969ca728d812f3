package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

/** What identifies a target in its group. */
record TargetKey(String ip, int port) {
    TargetKey {
        requireNonNull(ip, "ip is null");
    }

    @Override
    public String toString() {
        return ip + ":" + port;
    }
}
