/**
 * The front door: one port for every service. Routes by signing name, knows the caller, and forwards what
 * LocalStack answers.
 */
@NullMarked
package dev.greenroom.localcloud.gateway;

import org.jspecify.annotations.NullMarked;
