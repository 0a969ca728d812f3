/**
 * Measurements of what Greenroom promises about time and memory, as ratios of things measured side by side.
 */
@NullMarked
package dev.greenroom.cli.bench;

import org.jspecify.annotations.NullMarked;
