package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** What function calls are evaluated against. */
interface Scope {
    Object ref(String name);

    Object attribute(String logicalId, String attribute);

    boolean condition(String name);

    Mappings mappings();

    String exportedValue(String name);

    List<String> availabilityZones(String region);

    String region();

    /** The values of all parameters of an AWS-specific type. */
    List<String> parametersOfType(String type);

    /** A text with its dynamic references resolved. */
    String resolved(String text);

    /** Evaluates a part of a list or map, or the branch of an {@code Fn::If}. */
    Object part(Expression expression);

    /** The scope for the arguments of a function, which must all be known for it to have a value. */
    Scope forArguments();
}
