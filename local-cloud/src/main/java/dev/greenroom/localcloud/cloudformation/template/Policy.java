package dev.greenroom.localcloud.cloudformation.template;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What becomes of a resource that a stack no longer has: {@code DeletionPolicy} and {@code UpdateReplacePolicy}. */
public enum Policy {
    DELETE("Delete"),
    RETAIN("Retain"),
    /** Kept, unless its creation is rolled back. */
    RETAIN_EXCEPT_ON_CREATE("RetainExceptOnCreate"),
    SNAPSHOT("Snapshot");

    private static final String DELETION_POLICY = "DeletionPolicy";
    private static final String DATABASE = "AWS::RDS::DBInstance";
    private static final String DATABASE_CLUSTER = "AWS::RDS::DBCluster";
    private static final Set<String> WITH_SNAPSHOTS = Set.of(
            "AWS::DocDB::DBCluster",
            "AWS::EC2::Volume",
            "AWS::ElastiCache::CacheCluster",
            "AWS::ElastiCache::ReplicationGroup",
            "AWS::Neptune::DBCluster",
            DATABASE_CLUSTER,
            DATABASE,
            "AWS::Redshift::Cluster");

    private final String text;

    Policy(String text) {
        this.text = text;
    }

    /** What the template says; else a database that is not part of a cluster, or a cluster, leaves a snapshot. */
    static Policy deletion(String logicalId, String type, Node.Mapping properties, Optional<Node> node) {
        var standsAlone =
                type.equals(DATABASE) && properties.get("DBClusterIdentifier").isEmpty();
        var implicit = standsAlone || type.equals(DATABASE_CLUSTER) ? SNAPSHOT : DELETE;
        return node.map(value -> parse(DELETION_POLICY, value, logicalId, type)).orElse(implicit);
    }

    static Policy updateReplace(String logicalId, String type, Optional<Node> node) {
        return node.map(value -> parse("UpdateReplacePolicy", value, logicalId, type))
                .orElse(DELETE);
    }

    private static Policy parse(String attribute, Node node, String logicalId, String type) {
        var text =
                node.text().orElseThrow(() -> TemplateException.format("Every %s member must be a string.", attribute));
        var policy = Arrays.stream(values())
                .filter(value -> value.text.equals(text))
                .filter(value -> value != RETAIN_EXCEPT_ON_CREATE || attribute.equals(DELETION_POLICY))
                .findFirst()
                .orElseThrow(() ->
                        TemplateException.format("Unrecognized %s %s for resource %s", attribute, text, logicalId));
        if (policy == SNAPSHOT && !WITH_SNAPSHOTS.contains(type)) {
            throw TemplateException.error("resource type %s does not support deletion policy Snapshot", type);
        }
        return policy;
    }

    @Override
    public String toString() {
        return text;
    }
}
