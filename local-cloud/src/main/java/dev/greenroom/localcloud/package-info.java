/**
 * The AWS that runs on your machine: one {@code LocalCloud} starts everything behind one endpoint.
 * Wires the packages below it; nothing here knows how a service behaves.
 */
@NullMarked
package dev.greenroom.localcloud;

import org.jspecify.annotations.NullMarked;
