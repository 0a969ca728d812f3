package dev.greenroom.localcloud.codepipeline.action;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** A zip archive with the modes of its files, so that scripts can be run and links are links. */
final class SourceArchive implements Closeable {
    /** An ordinary file, as git and Unix say it. */
    static final int PLAIN = 0100644;

    private final ZipArchiveOutputStream zip;
    private boolean finished;

    SourceArchive(Path file) throws IOException {
        zip = new ZipArchiveOutputStream(file);
    }

    /** @param mode type and permissions, as git has them */
    void add(String path, int mode, byte[] content) throws IOException {
        var entry = new ZipArchiveEntry(path);
        entry.setUnixMode(mode);
        entry.setTime(0);
        zip.putArchiveEntry(entry);
        zip.write(content);
        zip.closeArchiveEntry();
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            finished = true;
            zip.close();
        }
    }
}
