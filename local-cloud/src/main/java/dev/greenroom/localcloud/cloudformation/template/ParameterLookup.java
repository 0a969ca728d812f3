package dev.greenroom.localcloud.cloudformation.template;

import java.util.Optional;

/** What the values of parameters are checked against and read from. */
public interface ParameterLookup {
    /** The value of an SSM parameter, the elements of a string list separated by commas. */
    Optional<String> storedValue(String name);

    /** Whether the account has it, for example an {@code AWS::EC2::VPC::Id} {@code vpc-1234}. */
    boolean exists(String type, String id);
}
