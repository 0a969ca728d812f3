/**
 * AWS wire protocols over the SDK's own model classes: awsQuery/XML and AWS JSON, read from and written to
 * {@code sdkFields()}. Knows no service.
 */
@NullMarked
package dev.greenroom.localcloud.protocol;

import org.jspecify.annotations.NullMarked;
