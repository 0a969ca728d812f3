/** The services as a role may use them: what each call needs by the policies of IAM, and the refusal in AWS's words. */
@NullMarked
package dev.greenroom.localcloud.aws.role;

import org.jspecify.annotations.NullMarked;
