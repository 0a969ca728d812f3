@NullMarked
package dev.greenroom.infra.steps;

import org.jspecify.annotations.NullMarked;
