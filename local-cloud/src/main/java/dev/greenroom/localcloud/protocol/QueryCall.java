package dev.greenroom.localcloud.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** awsQuery: parameters as a form, answers in XML. */
final class QueryCall implements WireCall {
    private static final TreeReader READER = new TreeReader(
            new LenientScalars(
                    text -> SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text))),
            false);

    private final Form form;
    private final Wire wire;
    private final String namespace;

    QueryCall(WireRequest request, Wire wire) {
        String body = new String(request.body(), UTF_8);
        this.form = Form.parse(body.isEmpty() ? request.queryString() : body);
        this.wire = wire;
        this.namespace = wire.xmlNamespace().orElse("");
    }

    @Override
    public String operation() {
        String action = form.text("Action")
                .orElseThrow(() -> WireError.of(400, "MissingAction", "The request has no parameter Action")
                        .asException());
        if (!form.text("Version").equals(wire.apiVersion())) {
            throw unknownOperation(action).asException();
        }
        return action;
    }

    @Override
    public void read(SdkPojo requestBuilder) {
        READER.fill(requestBuilder, form.tree(requestBuilder));
    }

    @Override
    public WireResponse result(String operation, SdkPojo result, String requestId) {
        var xml = new XmlWriter();
        xml.open(operation + "Response", namespace);
        xml.open(operation + "Result");
        new XmlModel(xml).write(result);
        xml.close(operation + "Result");
        xml.open("ResponseMetadata");
        xml.element("RequestId", requestId);
        xml.close("ResponseMetadata");
        xml.close(operation + "Response");
        return response(200, xml);
    }

    @Override
    public WireResponse error(WireError error, String requestId) {
        var xml = new XmlWriter();
        xml.open("ErrorResponse", namespace);
        xml.open("Error");
        xml.element("Type", error.isSendersFault() ? "Sender" : "Receiver");
        xml.element("Code", error.code());
        xml.element("Message", error.message());
        new XmlModel(xml).write(error.members());
        xml.close("Error");
        xml.element("RequestId", requestId);
        xml.close("ErrorResponse");
        return response(error.status(), xml);
    }

    @Override
    public WireError unknownOperation(String operation) {
        return WireError.of(
                400,
                "InvalidAction",
                "Could not find operation %s for version %s"
                        .formatted(operation, form.text("Version").orElse("NO_VERSION_SPECIFIED")));
    }

    @Override
    public WireError unreadable(String message) {
        return WireError.of(400, "ValidationError", message);
    }

    @Override
    public String codeOf(Class<?> exception) {
        return exception.getSimpleName().replaceAll("Exception$", "");
    }

    private static WireResponse response(int status, XmlWriter xml) {
        return new WireResponse(status, Map.of("Content-Type", "text/xml; charset=utf-8"), xml.toBytes());
    }
}
