/**
 * S3: LocalStack's; here are its CloudFormation resource types.
 */
@NullMarked
package dev.greenroom.localcloud.s3;

import org.jspecify.annotations.NullMarked;
