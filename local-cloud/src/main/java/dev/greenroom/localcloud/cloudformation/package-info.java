/**
 * CloudFormation: template, change set, execution, events and rollback, and the interface that a resource
 * type implements.
 */
@NullMarked
package dev.greenroom.localcloud.cloudformation;

import org.jspecify.annotations.NullMarked;
