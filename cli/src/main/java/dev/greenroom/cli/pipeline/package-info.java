/**
 * How the delivery pipeline is shown to people and scripts: as a picture, as lines, as JSON.
 */
@NullMarked
package dev.greenroom.cli.pipeline;

import org.jspecify.annotations.NullMarked;
