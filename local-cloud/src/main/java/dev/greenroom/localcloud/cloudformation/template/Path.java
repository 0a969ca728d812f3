package dev.greenroom.localcloud.cloudformation.template;

import org.jspecify.annotations.Nullable;

/** The place of a node in a template, printed as AWS prints it: {@code /Resources/Bucket/Properties/Tags/0}. */
record Path(@Nullable Path parent, String name) {
    static final Path ROOT = new Path(null, "");

    Path child(String childName) {
        return new Path(this, childName);
    }

    Path child(int index) {
        return child(Integer.toString(index));
    }

    @Override
    public String toString() {
        return parent == null ? "" : parent + "/" + name;
    }
}
