package dev.greenroom.localcloud.cloudformation;

/**
 * The properties of a resource after all intrinsics are resolved, as far as each reader may see them.
 *
 * @param real what the resource is made from
 * @param compared in place of each secret behind a dynamic reference the reference itself: what decides whether the
 *     resource changes
 * @param shown also without the values of {@code NoEcho} parameters: what events and change sets print
 */
record ResolvedProperties(Properties real, Properties compared, Properties shown) {
    static final ResolvedProperties NONE = new ResolvedProperties(Properties.NONE, Properties.NONE, Properties.NONE);

    @Override
    public String toString() {
        return shown.toString();
    }
}
