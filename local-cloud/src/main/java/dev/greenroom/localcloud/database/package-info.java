/**
 * RDS: database instances that really are servers.
 */
@NullMarked
package dev.greenroom.localcloud.database;

import org.jspecify.annotations.NullMarked;
