/**
 * SNS: LocalStack's; here are its CloudFormation resource types.
 */
@NullMarked
package dev.greenroom.localcloud.sns;

import org.jspecify.annotations.NullMarked;
