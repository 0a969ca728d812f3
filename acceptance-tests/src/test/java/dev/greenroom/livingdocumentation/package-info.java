/**
 * The living documentation: a page for everybody, made from what Cucumber recorded of a run, whether it succeeded,
 * failed or was cut off.
 */
@NullMarked
package dev.greenroom.livingdocumentation;

import org.jspecify.annotations.NullMarked;
