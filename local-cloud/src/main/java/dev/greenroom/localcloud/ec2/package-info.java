/**
 * EC2: LocalStack's; here are its CloudFormation resource types.
 */
@NullMarked
package dev.greenroom.localcloud.ec2;

import org.jspecify.annotations.NullMarked;
