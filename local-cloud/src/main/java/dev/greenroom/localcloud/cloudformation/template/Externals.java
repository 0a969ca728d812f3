package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** What templates read from outside their stack. */
public interface Externals {
    /** The value of an export; fails with {@code No export named NAME found} when there is none. */
    String exportedValue(String name);

    /**
     * The value of a dynamic reference.
     *
     * @param service {@code ssm}, {@code ssm-secure} or {@code secretsmanager}
     * @param reference what stands after the service: {@code name:version}, {@code id:SecretString:key:stage:version}
     */
    String dynamicReference(String service, String reference);

    List<String> availabilityZones(String region);
}
