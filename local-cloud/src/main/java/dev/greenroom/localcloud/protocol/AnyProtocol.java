package dev.greenroom.localcloud.protocol;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Errors for services of which nothing is known but that a client waits for an answer. */
public final class AnyProtocol {
    private AnyProtocol() {}

    /** JSON for who speaks it; else XML in which the clients of every XML protocol find code and message. */
    public static WireResponse error(WireRequest request, int status, String code, String message) {
        String requestId = UUID.randomUUID().toString();
        boolean isJson = request.header("Content-Type")
                .filter(type -> type.contains("json"))
                .isPresent();
        WireResponse response = isJson
                ? new JsonCall(request, new Wire(Optional.empty(), Optional.empty()))
                        .error(WireError.of(status, code, message), requestId)
                : xml(status, code, message, requestId);
        return response.withHeader("x-amzn-RequestId", requestId);
    }

    /** awsQuery and REST look below {@code Error}, S3 in the root, EC2 below {@code Errors}. */
    private static WireResponse xml(int status, String code, String message, String requestId) {
        var xml = new XmlWriter();
        xml.open("ErrorResponse");
        error(xml, code, message);
        xml.element("Code", code);
        xml.element("Message", message);
        xml.open("Errors");
        error(xml, code, message);
        xml.close("Errors");
        xml.element("RequestId", requestId);
        xml.close("ErrorResponse");
        return new WireResponse(status, Map.of("Content-Type", "text/xml; charset=utf-8"), xml.toBytes());
    }

    private static void error(XmlWriter xml, String code, String message) {
        xml.open("Error");
        xml.element("Code", code);
        xml.element("Message", message);
        xml.close("Error");
    }
}
