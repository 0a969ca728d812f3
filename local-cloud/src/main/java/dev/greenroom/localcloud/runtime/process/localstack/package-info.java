/**
 * LocalStack as a plain process, in a private Python environment that is made once.
 */
@NullMarked
package dev.greenroom.localcloud.runtime.process.localstack;

import org.jspecify.annotations.NullMarked;
