/**
 * The template language: reads YAML and JSON, checks what CloudFormation checks before it makes anything, resolves
 * parameters, conditions and intrinsic functions, and derives the order of resources. Knows no service and no stack.
 */
@NullMarked
package dev.greenroom.localcloud.cloudformation.template;

import org.jspecify.annotations.NullMarked;
