/**
 * How a delivery is watched and driven from outside: git pushes to the repository, SDK clients look at the pipeline and
 * at what it did, and a subscriber hears of alarms.
 */
@NullMarked
package dev.greenroom.acceptance.delivery;

import org.jspecify.annotations.NullMarked;
