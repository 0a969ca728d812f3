package dev.greenroom.localcloud.ecs.task;

import dev.greenroom.localcloud.ecs.model.Identifiers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkInterface;

/** The network interface of a task as AWS shows it. */
record ElasticNetworkInterface(String attachmentId, String interfaceId, PrivateAddress address) {
    private static final int ID_DIGITS = 17;

    static ElasticNetworkInterface at(PrivateAddress address) {
        return new ElasticNetworkInterface(
                Identifiers.uuid(), "eni-" + Identifiers.hex().substring(0, ID_DIGITS), address);
    }

    Attachment attachment(String status, String region) {
        Map<String, String> details = Map.of(
                "subnetId", address.subnetId(),
                "networkInterfaceId", interfaceId,
                "macAddress", macAddress(),
                "privateDnsName",
                        "ip-%s.%s.compute.internal".formatted(address.ip().replace('.', '-'), region),
                "privateIPv4Address", address.ip());
        return Attachment.builder()
                .id(attachmentId)
                .type("ElasticNetworkInterface")
                .status(status)
                .details(Stream.of(
                                "subnetId", "networkInterfaceId", "macAddress", "privateDnsName", "privateIPv4Address")
                        .map(name -> KeyValuePair.builder()
                                .name(name)
                                .value(details.get(name))
                                .build())
                        .toList())
                .build();
    }

    NetworkInterface ofContainer() {
        return NetworkInterface.builder()
                .attachmentId(attachmentId)
                .privateIpv4Address(address.ip())
                .build();
    }

    private String macAddress() {
        String digits = interfaceId.substring("eni-".length());
        return String.join(
                ":",
                List.of(
                        "0a",
                        digits.substring(0, 2),
                        digits.substring(2, 4),
                        digits.substring(4, 6),
                        digits.substring(6, 8),
                        digits.substring(8, 10)));
    }
}
