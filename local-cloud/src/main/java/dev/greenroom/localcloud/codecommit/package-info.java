/** CodeCommit: git repositories over HTTP, the API beside them, and the events that pushes make. */
@NullMarked
package dev.greenroom.localcloud.codecommit;

import org.jspecify.annotations.NullMarked;
