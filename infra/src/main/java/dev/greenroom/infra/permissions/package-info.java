/** Which IAM permissions the calls of this project need: known call by call, shipped as policies, and held to. */
@NullMarked
package dev.greenroom.infra.permissions;

import org.jspecify.annotations.NullMarked;
