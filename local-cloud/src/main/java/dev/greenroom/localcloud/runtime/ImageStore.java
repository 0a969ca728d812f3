package dev.greenroom.localcloud.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Where a runtime gets images from: the local registry. */
public interface ImageStore {
    /**
     * Finds an image by what a task definition calls it.
     *
     * @throws ImageUnavailableException when there is none, in AWS's words
     */
    Image find(String reference);

    /** A blob's bytes, as they were pushed. */
    InputStream open(String digest) throws IOException;

    /**
     * What is needed to run an image.
     *
     * @param digest of its manifest
     * @param layers lowest first
     */
    record Image(
            String digest,
            List<Layer> layers,
            List<String> entryPoint,
            List<String> command,
            Map<String, String> environment,
            String workingDirectory) {}

    /** @param mediaType tells how it is compressed, for example {@code application/vnd.oci.image.layer.v1.tar+gzip} */
    record Layer(String digest, String mediaType, long size) {}
}
