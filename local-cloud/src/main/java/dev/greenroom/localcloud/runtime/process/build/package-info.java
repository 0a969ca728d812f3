/**
 * Builds as plain processes: shells that take their commands one by one from a named pipe.
 */
@NullMarked
package dev.greenroom.localcloud.runtime.process.build;

import org.jspecify.annotations.NullMarked;
