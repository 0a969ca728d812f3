/**
 * The local cloud as a process of its own in the background: started by {@code up}, found again by every other
 * command, ended by {@code down}.
 */
@NullMarked
package dev.greenroom.cli.daemon;

import org.jspecify.annotations.NullMarked;
