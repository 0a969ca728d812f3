/**
 * The ports to the machine as containers of a Docker engine, through Testcontainers and docker-java.
 */
@NullMarked
package dev.greenroom.localcloud.runtime.docker;

import org.jspecify.annotations.NullMarked;
