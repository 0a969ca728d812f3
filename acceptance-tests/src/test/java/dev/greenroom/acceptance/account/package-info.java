/** Whose AWS account it is that a run would use, and whether it may. */
@NullMarked
package dev.greenroom.acceptance.account;

import org.jspecify.annotations.NullMarked;
