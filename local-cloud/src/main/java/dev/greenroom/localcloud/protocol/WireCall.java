package dev.greenroom.localcloud.protocol;

import software.amazon.awssdk.core.SdkPojo;

/** One request in one of AWS's protocols, and how it is answered in the same. */
interface WireCall {
    static WireCall of(WireRequest request, Wire wire) {
        if (request.header(CborCall.HEADER).filter(CborCall.NAME::equals).isPresent()) {
            return new CborCall(request, wire);
        }
        boolean isJson = request.header("X-Amz-Target").isPresent()
                || wire.xmlNamespace().isEmpty();
        return isJson ? new JsonCall(request, wire) : new QueryCall(request, wire);
    }

    /**
     * The operation that is asked for.
     *
     * @throws WireErrorException when the request names none, or one of another service
     */
    String operation();

    /**
     * Sets what the request carries.
     *
     * @throws IllegalArgumentException when a value does not fit its member, or the body is not what it claims to be
     */
    void read(SdkPojo requestBuilder);

    WireResponse result(String operation, SdkPojo result, String requestId);

    WireResponse error(WireError error, String requestId);

    WireError unknownOperation(String operation);

    WireError unreadable(String message);

    /** What the service calls an exception that does not say it itself. */
    String codeOf(Class<?> exception);
}
