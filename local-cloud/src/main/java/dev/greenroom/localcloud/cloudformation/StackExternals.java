package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.cloudformation.template.Externals;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** What a template reads from outside its stack, each thing once for each operation. */
final class StackExternals implements Externals {
    private final UnaryOperator<String> exports;
    private final DynamicReferences references;
    private final AvailabilityZones zones;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /** @param exports gives the value of an export by its name */
    StackExternals(AwsClients clients, UnaryOperator<String> exports) {
        this.exports = exports;
        this.references = new DynamicReferences(clients);
        this.zones = new AvailabilityZones(clients);
    }

    @Override
    public String exportedValue(String name) {
        return known.computeIfAbsent("export:" + name, key -> exports.apply(name));
    }

    @Override
    public String dynamicReference(String service, String reference) {
        return known.computeIfAbsent(service + ":" + reference, key -> references.resolve(service, reference));
    }

    @Override
    public List<String> availabilityZones(String region) {
        return zones.of(region);
    }
}
