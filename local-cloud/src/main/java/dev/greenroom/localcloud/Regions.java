package dev.greenroom.localcloud;

import dev.greenroom.localcloud.aws.AwsScope;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The regions that somebody asked for so far. Safe for use by many threads. */
final class Regions implements AutoCloseable {
    private final Function<AwsScope, RegionalServices> make;
    private final Map<AwsScope, RegionalServices> regions = new ConcurrentHashMap<>();

    Regions(Function<AwsScope, RegionalServices> make) {
        this.make = make;
    }

    RegionalServices of(AwsScope scope) {
        return regions.computeIfAbsent(scope, make);
    }

    /** Empty when nobody asked for it yet. */
    Optional<RegionalServices> find(String region) {
        return Optional.ofNullable(regions.get(new AwsScope(AwsScope.LOCAL_ACCOUNT, region)));
    }

    @Override
    public void close() {
        regions.values().forEach(RegionalServices::close);
    }
}
