/**
 * Stacks, one at a time or many in the order of their dependencies: created or updated by change sets, watched while
 * they change, deleted with what stands in the way. Knows CloudFormation, and nothing of the showcase.
 */
@NullMarked
package dev.greenroom.infra.stacks;

import org.jspecify.annotations.NullMarked;
