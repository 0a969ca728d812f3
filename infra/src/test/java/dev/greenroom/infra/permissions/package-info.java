@NullMarked
package dev.greenroom.infra.permissions;

import org.jspecify.annotations.NullMarked;
