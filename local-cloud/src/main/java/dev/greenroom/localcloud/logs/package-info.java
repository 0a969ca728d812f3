/**
 * CloudWatch Logs: LocalStack's, with metric filters and search patterns that mean what they say, and its CloudFormation
 * resource types.
 */
@NullMarked
package dev.greenroom.localcloud.logs;

import org.jspecify.annotations.NullMarked;
