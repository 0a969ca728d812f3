/**
 * SQS: LocalStack's; here are its CloudFormation resource types.
 */
@NullMarked
package dev.greenroom.localcloud.sqs;

import org.jspecify.annotations.NullMarked;
