/**
 * EventBridge: LocalStack's; here are its CloudFormation resource types.
 */
@NullMarked
package dev.greenroom.localcloud.events;

import org.jspecify.annotations.NullMarked;
