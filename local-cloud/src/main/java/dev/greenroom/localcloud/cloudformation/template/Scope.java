package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;

/** What function calls are evaluated against. */
interface Scope {
    Object ref(String name);

    Object attribute(String logicalId, String attribute);

    boolean condition(String name);

    Object mapping(String map, String key, String attribute);

    String exportedValue(String name);

    List<String> availabilityZones(String region);

    String region();

    /** Evaluates a part of a list or map, or the branch of an {@code Fn::If}. */
    Object part(Expression expression);

    /** The scope for the arguments of a function, which must all be known for it to have a value. */
    Scope forArguments();
}
