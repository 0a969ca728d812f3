/** A run that fails before its first scenario. */
@NullMarked
package dev.greenroom.livingdocumentation.fire;

import org.jspecify.annotations.NullMarked;
