/**
 * Secrets Manager: LocalStack's; here are its CloudFormation resource types.
 */
@NullMarked
package dev.greenroom.localcloud.secretsmanager;

import org.jspecify.annotations.NullMarked;
