/**
 * What the sentences of {@code features/} mean, one class a capability: a step says what is done, and a driver does it.
 */
@NullMarked
package dev.greenroom.acceptance.steps;

import org.jspecify.annotations.NullMarked;
