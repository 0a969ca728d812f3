/**
 * The showcase and how it is driven: a registry and environments, each made of stacks, with releases in their slots.
 * Knows AWS SDK clients only, so it can't tell a local cloud from AWS.
 */
@NullMarked
package dev.greenroom.infra;

import org.jspecify.annotations.NullMarked;
