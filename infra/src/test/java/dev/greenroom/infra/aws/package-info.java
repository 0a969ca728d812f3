@NullMarked
package dev.greenroom.infra.aws;

import org.jspecify.annotations.NullMarked;
