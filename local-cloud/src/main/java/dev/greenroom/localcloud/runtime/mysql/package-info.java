/**
 * Speaks to database servers of MySQL's kind, however they run.
 */
@NullMarked
package dev.greenroom.localcloud.runtime.mysql;

import org.jspecify.annotations.NullMarked;
