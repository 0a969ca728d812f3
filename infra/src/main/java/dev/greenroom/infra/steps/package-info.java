/** The program that the pipeline's builds run, one step each: what would be bash with sed otherwise. */
@NullMarked
package dev.greenroom.infra.steps;

import org.jspecify.annotations.NullMarked;
