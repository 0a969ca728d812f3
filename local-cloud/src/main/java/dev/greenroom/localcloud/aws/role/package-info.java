/** What a request needs by the policies of a role, and its refusal in AWS's words. */
@NullMarked
package dev.greenroom.localcloud.aws.role;

import org.jspecify.annotations.NullMarked;
