@NullMarked
package dev.greenroom.infra;

import org.jspecify.annotations.NullMarked;
