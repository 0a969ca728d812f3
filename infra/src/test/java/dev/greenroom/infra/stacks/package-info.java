@NullMarked
package dev.greenroom.infra.stacks;

import org.jspecify.annotations.NullMarked;
