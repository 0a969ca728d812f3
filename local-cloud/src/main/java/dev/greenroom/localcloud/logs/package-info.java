/**
 * CloudWatch Logs: LocalStack's; here are its CloudFormation resource types.
 */
@NullMarked
package dev.greenroom.localcloud.logs;

import org.jspecify.annotations.NullMarked;
