/**
 * The shell of a build, whatever runs it: one process that takes commands one by one, and is followed by another when a
 * command ends it.
 */
@NullMarked
package dev.greenroom.localcloud.runtime.shell;

import org.jspecify.annotations.NullMarked;
