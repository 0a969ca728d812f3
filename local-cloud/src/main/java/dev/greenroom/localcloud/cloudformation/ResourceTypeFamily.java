package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.aws.AwsClients;
import java.util.List;

/** The resource types of one service. They are made with the clients that they are to call, and always the same types. */
@FunctionalInterface
public interface ResourceTypeFamily {
    List<? extends ResourceType> with(AwsClients clients);
}
