/**
 * ECR: the API, and the OCI distribution endpoints that image builders push to.
 */
@NullMarked
package dev.greenroom.localcloud.registry;

import org.jspecify.annotations.NullMarked;
