package dev.greenroom.localcloud.cloudformation.template;

/** What {@code AWS::NoValue} evaluates to; it removes the property or element that has it. */
enum NoValue {
    INSTANCE
}
