package dev.greenroom.localcloud.cloudformation;

/** A name as CloudFormation makes one: {@code <stack>-<logicalId>-<random>}, the parts cut so that it fits. */
record GeneratedName(String stackName, String logicalId, String suffix) {
    String fitting(int maxLength) {
        int room = maxLength - suffix.length() - 2;
        if (room < 2) {
            return suffix.substring(0, Math.min(maxLength, suffix.length()));
        }
        int forStack = Math.min(stackName.length(), Math.max(room / 2, room - logicalId.length()));
        int forLogicalId = Math.min(logicalId.length(), room - forStack);
        return "%s-%s-%s".formatted(stackName.substring(0, forStack), logicalId.substring(0, forLogicalId), suffix);
    }
}
