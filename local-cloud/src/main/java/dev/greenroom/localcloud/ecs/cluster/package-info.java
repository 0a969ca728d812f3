/** Clusters: the name that services and tasks live under. */
@NullMarked
package dev.greenroom.localcloud.ecs.cluster;

import org.jspecify.annotations.NullMarked;
