package dev.greenroom.localcloud.iam;

import dev.greenroom.localcloud.cloudformation.Properties;
import java.util.LinkedHashMap;

/** The document of a policy. One without a version is fine with AWS, but not with LocalStack: it gets one. */
final class PolicyDocument {
    private static final String VERSION = "Version";

    private PolicyDocument() {}

    static String json(Properties policy) {
        Properties document = policy.object("PolicyDocument");
        if (document.has(VERSION)) {
            return document.json();
        }
        var tree = new LinkedHashMap<>(document.tree());
        tree.put(VERSION, "2012-10-17");
        return new Properties(tree).json();
    }
}
