/** CodeCommit: git repositories, and the API beside them. */
@NullMarked
package dev.greenroom.localcloud.codecommit;

import org.jspecify.annotations.NullMarked;
