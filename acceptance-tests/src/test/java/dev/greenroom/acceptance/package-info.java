/**
 * Runs what {@code features/} says against a target. Steps say what is done, drivers know how, and a target is where:
 * neither steps nor drivers can tell one target from another.
 */
@NullMarked
package dev.greenroom.acceptance;

import org.jspecify.annotations.NullMarked;
