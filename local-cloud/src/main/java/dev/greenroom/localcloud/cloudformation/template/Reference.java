package dev.greenroom.localcloud.cloudformation.template;

/** What a {@code Ref}, {@code Fn::GetAtt} or {@code Fn::Sub} refers to. */
public sealed interface Reference {
    /** The name of the parameter or resource. */
    String name();

    /** A parameter of the template or a pseudo parameter. */
    record ToParameter(String name) implements Reference {}

    /** A resource, by what its {@code Ref} returns. */
    record ToResource(String name) implements Reference {}

    /**
     * An attribute of a resource.
     *
     * @param attribute for example {@code Endpoint.Address}; empty where a parameter names it
     */
    record ToAttribute(String name, String attribute) implements Reference {}

    /** A condition of the template. */
    record ToCondition(String name) implements Reference {}
}
