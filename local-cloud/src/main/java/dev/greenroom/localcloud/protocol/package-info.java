/**
 * AWS's wire protocols over the SDK's own model classes: awsQuery, AWS JSON and CBOR, read into and written from
 * {@code sdkFields()}. An implementation of any SDK client interface is put on the wire by {@code ServiceEndpoint};
 * no service is known here.
 */
@NullMarked
package dev.greenroom.localcloud.protocol;

import org.jspecify.annotations.NullMarked;
