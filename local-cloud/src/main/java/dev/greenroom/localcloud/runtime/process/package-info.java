/**
 * The machine as plain processes: no Docker, no root.
 */
@NullMarked
package dev.greenroom.localcloud.runtime.process;

import org.jspecify.annotations.NullMarked;
