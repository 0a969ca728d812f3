/**
 * Builds as plain processes: one shell a build, which takes its commands one by one from a named pipe.
 */
@NullMarked
package dev.greenroom.localcloud.runtime.process.build;

import org.jspecify.annotations.NullMarked;
