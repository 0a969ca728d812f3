/**
 * The load balancer's data plane: an HTTP/1.1 reverse proxy that routes, retries, drains, cuts and answers for itself as
 * an Application Load Balancer does. It knows addresses and rules only, nothing of the load balancing API.
 */
@NullMarked
package dev.greenroom.localcloud.loadbalancing.proxy;

import org.jspecify.annotations.NullMarked;
