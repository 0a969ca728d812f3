/** Where the features run: an AWS that is reached by SDK clients, and what is particular to it. */
@NullMarked
package dev.greenroom.acceptance.targets;

import org.jspecify.annotations.NullMarked;
