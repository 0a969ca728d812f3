@NullMarked
package dev.greenroom.cli.pipeline;

import org.jspecify.annotations.NullMarked;
