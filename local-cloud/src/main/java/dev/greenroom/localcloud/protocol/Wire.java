package dev.greenroom.localcloud.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What tells one service from another on the wire.
 *
 * @param xmlNamespace of a service that speaks awsQuery; it ends with the service's API version
 * @param targetPrefix of a service that speaks AWS JSON or CBOR: what {@code X-Amz-Target} begins with
 */
public record Wire(Optional<String> xmlNamespace, Optional<String> targetPrefix) {
    public Wire {
        requireNonNull(xmlNamespace, "xmlNamespace is null");
        requireNonNull(targetPrefix, "targetPrefix is null");
    }

    /** For example {@code http://cloudformation.amazonaws.com/doc/2010-05-15/}. */
    public static Wire query(String xmlNamespace) {
        return new Wire(Optional.of(xmlNamespace), Optional.empty());
    }

    /** For example {@code AmazonEC2ContainerServiceV20141113}. */
    public static Wire json(String targetPrefix) {
        return new Wire(Optional.empty(), Optional.of(targetPrefix));
    }

    /** {@code 2010-05-15}, for a service that speaks awsQuery. */
    Optional<String> apiVersion() {
        return xmlNamespace.map(namespace -> namespace.replaceAll("/$", "").replaceAll(".*/", ""));
    }
}
