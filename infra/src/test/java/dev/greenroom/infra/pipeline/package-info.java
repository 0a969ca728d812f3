@NullMarked
package dev.greenroom.infra.pipeline;

import org.jspecify.annotations.NullMarked;
