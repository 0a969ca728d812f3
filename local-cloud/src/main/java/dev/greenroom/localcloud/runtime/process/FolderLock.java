package dev.greenroom.localcloud.runtime.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One at a time works in a folder: threads of this process as well as other processes. */
public final class FolderLock {
    /** File locks are held by the whole process, so its threads need a lock of their own. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private FolderLock() {}

    /** Waits until the folder, which is made where it is missing, is free; then does the work. */
    public static <T> T whileLocked(Path folder, Work<T> work) throws IOException, InterruptedException {
        Path lock = Files.createDirectories(folder).toRealPath().resolve(".lock");
        ReentrantLock thread = THREADS.computeIfAbsent(lock, any -> new ReentrantLock());
        thread.lockInterruptibly();
        try (FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.lock();
            return work.run();
        } finally {
            thread.unlock();
        }
    }

    /** What is done while the folder is locked. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException, InterruptedException;
    }
}
