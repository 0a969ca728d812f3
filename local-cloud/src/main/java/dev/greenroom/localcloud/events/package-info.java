/**
 * EventBridge: LocalStack's, with the targets that it lacks, and its CloudFormation resource types.
 */
@NullMarked
package dev.greenroom.localcloud.events;

import org.jspecify.annotations.NullMarked;
