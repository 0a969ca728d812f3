/** Steps of the small features that the living documentation is tested with. */
@NullMarked
package dev.greenroom.livingdocumentation.theatre;

import org.jspecify.annotations.NullMarked;
