package dev.greenroom.localcloud.protocol;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Errors for services of which nothing is known but that a client waits for an answer. */
public final class AnyProtocol {
    private static final Wire NO_WIRE = new Wire(Optional.empty(), Optional.empty());

    private AnyProtocol() {}

    /** JSON or CBOR for who speaks it; else XML in which the clients of every XML protocol find code and message. */
    public static WireResponse error(WireRequest request, int status, String code, String message) {
        String requestId = UUID.randomUUID().toString();
        WireError error = WireError.of(status, code, message);
        Optional<String> contentType = request.header("Content-Type");
        WireResponse response =
                contentType.filter(type -> type.contains("json")).isPresent()
                        ? new JsonCall(request, NO_WIRE).error(error, requestId)
                        : contentType.filter(type -> type.contains("cbor")).isPresent()
                                ? new CborCall(request, NO_WIRE).error(error, requestId)
                                : xml(error, requestId);
        return response.withHeader("x-amzn-RequestId", requestId);
    }

    /** awsQuery and REST look below {@code Error}, S3 in the root, EC2 below {@code Errors}. */
    private static WireResponse xml(WireError error, String requestId) {
        var xml = new XmlWriter();
        xml.open("ErrorResponse");
        error(xml, error);
        codeAndMessage(xml, error);
        xml.open("Errors");
        error(xml, error);
        xml.close("Errors");
        xml.element("RequestId", requestId);
        xml.close("ErrorResponse");
        return new WireResponse(error.status(), Map.of("Content-Type", "text/xml; charset=utf-8"), xml.toBytes());
    }

    private static void error(XmlWriter xml, WireError error) {
        xml.open("Error");
        codeAndMessage(xml, error);
        xml.close("Error");
    }

    private static void codeAndMessage(XmlWriter xml, WireError error) {
        xml.element("Code", error.code());
        xml.element("Message", error.message());
    }
}
