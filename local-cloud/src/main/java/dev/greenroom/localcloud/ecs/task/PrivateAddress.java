package dev.greenroom.localcloud.ecs.task;

/** Where a task is in the network of AWS. */
record PrivateAddress(String ip, String subnetId, String vpcId, String availabilityZone) {}
