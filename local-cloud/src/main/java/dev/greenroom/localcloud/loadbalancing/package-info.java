/**
 * Elastic Load Balancing v2: load balancers that really listen, target groups, health checks, rules.
 */
@NullMarked
package dev.greenroom.localcloud.loadbalancing;

import org.jspecify.annotations.NullMarked;
