/**
 * What every service needs to know of AWS itself: account, region, names of things, and the SDK clients
 * through which one service reaches another. Depends on nothing else of the local cloud.
 */
@NullMarked
package dev.greenroom.localcloud.aws;

import org.jspecify.annotations.NullMarked;
