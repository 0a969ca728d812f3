package dev.greenroom.localcloud.protocol;

import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An error as the wire carries it.
 *
 * @param members what the modelled exception holds beside code and message
 */
record WireError(int status, String code, String message, SdkPojo members) {
    private static final SdkPojo NO_MEMBERS = List::of;

    static WireError of(int status, String code, String message) {
        return new WireError(status, code, message, NO_MEMBERS);
    }

    boolean isSendersFault() {
        return status < 500;
    }

    WireErrorException asException() {
        return new WireErrorException(this);
    }
}
