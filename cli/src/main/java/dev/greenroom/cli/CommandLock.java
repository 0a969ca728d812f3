package dev.greenroom.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lets one command at a time change things in a project. The operating system frees it, however its holder ends. */
final class CommandLock implements AutoCloseable {
    private final RandomAccessFile file;

    private CommandLock(RandomAccessFile file) {
        this.file = file;
    }

    /** @throws CommandFailedException when another command holds it, naming that command and its process */
    static CommandLock take(Workspace workspace, String command) {
        try {
            RandomAccessFile file = new RandomAccessFile(workspace.lock().toFile(), "rw");
            // The text lies beyond the locked first byte, so that whoever is refused can read it.
            if (tryLock(file) == null) {
                String holder = holder(file);
                file.close();
                throw new CommandFailedException(
                        ExitCode.BUSY,
                        "Tried to %s but another command is at work here: %s".formatted(command, holder),
                        "Wait until it ends, or end that process.");
            }
            file.setLength(1);
            file.seek(1);
            file.write("greenroom %s, process %d"
                    .formatted(command, ProcessHandle.current().pid())
                    .getBytes(StandardCharsets.UTF_8));
            return new CommandLock(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to lock " + workspace.lock(), e);
        }
    }

    private static @Nullable FileLock tryLock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock(0, 1, false);
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    private static String holder(RandomAccessFile file) throws IOException {
        byte[] text = new byte[(int) Math.max(0, file.length() - 1)];
        file.seek(1);
        file.readFully(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to free the command lock", e);
        }
    }
}
