package dev.greenroom.localcloud.ecs.cluster;

/** What lives in a cluster, as its owner counts it. */
public interface ClusterContents {
    int activeServices(String clusterArn);

    int runningTasks(String clusterArn);

    int pendingTasks(String clusterArn);
}
