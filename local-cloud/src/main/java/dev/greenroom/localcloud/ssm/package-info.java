/**
 * Systems Manager: LocalStack's; here are its CloudFormation resource types.
 */
@NullMarked
package dev.greenroom.localcloud.ssm;

import org.jspecify.annotations.NullMarked;
