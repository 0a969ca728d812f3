/**
 * The ports to the machine: running a task, a database, LocalStack. Their adapters are in the packages below.
 */
@NullMarked
package dev.greenroom.localcloud.runtime;

import org.jspecify.annotations.NullMarked;
