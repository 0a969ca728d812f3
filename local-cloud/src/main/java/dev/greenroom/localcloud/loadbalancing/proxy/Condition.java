package dev.greenroom.localcloud.loadbalancing.proxy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a request must be like for a {@link Rule}: one of the values has to match. In patterns <code>*</code> stands for
 * any characters, <code>?</code> for exactly one, and a backslash takes the meaning from either.
 */
public sealed interface Condition {
    /** Patterns of the path without its query, as the client wrote it; case matters. */
    record PathPattern(List<String> values) implements Condition {
        public PathPattern {
            values = List.copyOf(values);
        }
    }

    /** Patterns of the host without its port; case does not matter. */
    record HostHeader(List<String> values) implements Condition {
        public HostHeader {
            values = List.copyOf(values);
        }
    }

    /** Patterns of the value of a header; case does not matter. */
    record HttpHeader(String name, List<String> values) implements Condition {
        public HttpHeader {
            requireNonNull(name, "name is null");
            values = List.copyOf(values);
        }
    }

    /** Method names; case matters and there are no patterns. */
    record RequestMethod(List<String> values) implements Condition {
        public RequestMethod {
            values = List.copyOf(values);
        }
    }

    /** Patterns of query parameters; case does not matter. */
    record QueryString(List<Parameter> values) implements Condition {
        public QueryString {
            values = List.copyOf(values);
        }
    }

    /** A parameter of {@link QueryString}; without a key any parameter with such a value will do. */
    record Parameter(Optional<String> key, String value) {
        public Parameter {
            requireNonNull(key, "key is null");
            requireNonNull(value, "value is null");
        }
    }

    /** Blocks in CIDR notation that the address of the connection's other end must be in. */
    record SourceIp(List<String> values) implements Condition {
        public SourceIp {
            values = List.copyOf(values);
        }
    }
}
