/**
 * CloudWatch: LocalStack's; here are its CloudFormation resource types.
 */
@NullMarked
package dev.greenroom.localcloud.cloudwatch;

import org.jspecify.annotations.NullMarked;
