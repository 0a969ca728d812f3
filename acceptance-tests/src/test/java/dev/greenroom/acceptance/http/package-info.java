/**
 * HTTP without mercy: whatever goes wrong on a connection is counted. Ordinary clients send a request again when a
 * connection breaks under it, and so hide what a delivery must not do to its users.
 */
@NullMarked
package dev.greenroom.acceptance.http;

import org.jspecify.annotations.NullMarked;
