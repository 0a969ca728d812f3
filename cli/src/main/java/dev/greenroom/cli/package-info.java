/**
 * The command line: one class a command, over {@code infra} (what happens) and {@code local-cloud} (where).
 */
@NullMarked
package dev.greenroom.cli;

import org.jspecify.annotations.NullMarked;
