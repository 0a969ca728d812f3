package dev.greenroom.localcloud.protocol;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Smithy RPC v2 CBOR: the operation in the path. */
final class CborCall extends BodyCall {
    static final String HEADER = "smithy-protocol";
    static final String NAME = "rpc-v2-cbor";

    private static final Pattern PATH = Pattern.compile("/service/(?<service>[^/]+)/operation/(?<operation>[^/]+)$");
    private static final ObjectMapper MAPPER = new CBORMapper(CBORFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private final String path;
    private final Wire wire;

    CborCall(WireRequest request, Wire wire) {
        super(request, MAPPER, Map.of("Content-Type", "application/cbor", HEADER, NAME));
        this.path = request.path();
        this.wire = wire;
    }

    @Override
    public String operation() {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.find()
                || wire.targetPrefix().filter(matcher.group("service")::equals).isEmpty()) {
            throw unknownOperation(path).asException();
        }
        return matcher.group("operation");
    }

    @Override
    public WireError unknownOperation(String operation) {
        return WireError.of(404, "UnknownOperationException", "There is no operation '%s'".formatted(operation));
    }
}
