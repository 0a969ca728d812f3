/** How everything here reaches AWS: SDK clients for one endpoint, region and identity. */
@NullMarked
package dev.greenroom.infra.aws;

import org.jspecify.annotations.NullMarked;
