/**
 * Servers that run already and that somebody else starts and ends: the containers beside ours.
 */
@NullMarked
package dev.greenroom.localcloud.runtime.external;

import org.jspecify.annotations.NullMarked;
