/**
 * AWS's own resource schemas (from cfn-lint, see {@code local-cloud/schemas}): which properties a type has, which of
 * them mean replacement, and what {@code Fn::GetAtt} returns.
 */
@NullMarked
package dev.greenroom.localcloud.cloudformation.schema;

import org.jspecify.annotations.NullMarked;
