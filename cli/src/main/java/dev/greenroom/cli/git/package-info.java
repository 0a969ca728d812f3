/** The git of this machine, as far as it brings commits to the delivery. */
@NullMarked
package dev.greenroom.cli.git;

import org.jspecify.annotations.NullMarked;
