/**
 * How the things are done and seen that features speak of: through the deployer, SDK clients and HTTP, as anybody else
 * would do them. Nothing in here knows a scenario.
 */
@NullMarked
package dev.greenroom.acceptance.drivers;

import org.jspecify.annotations.NullMarked;
