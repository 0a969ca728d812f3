/**
 * IAM: LocalStack's; here are its CloudFormation resource types.
 */
@NullMarked
package dev.greenroom.localcloud.iam;

import org.jspecify.annotations.NullMarked;
