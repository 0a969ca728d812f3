package dev.greenroom.localcloud.codecommit;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.internal.WorkQueue;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JGit to itself: it neither reads nor writes the settings of the user or the system, starts no {@code git} to find
 * them, and its thread ends when it has nothing to do.
 */
final class OwnGit extends SystemReader.Delegate {
    private static final int IDLE_SECONDS = 10;

    private OwnGit(SystemReader delegate) {
        super(delegate);
    }

    /** For the whole process, which is JGit's own measure. */
    static synchronized void use() {
        if (SystemReader.getInstance() instanceof OwnGit) {
            return;
        }
        SystemReader.setInstance(new OwnGit(SystemReader.getInstance()));
        ScheduledThreadPoolExecutor progress = WorkQueue.getExecutor();
        progress.setThreadFactory(run -> {
            Thread thread = new Thread(run, "git-progress");
            thread.setDaemon(true);
            return thread;
        });
        progress.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        progress.allowCoreThreadTimeOut(true);
    }

    @Override
    public @Nullable String getenv(String variable) {
        return variable.startsWith("GIT_") ? null : super.getenv(variable);
    }

    @Override
    public String getHostname() {
        return "localhost";
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    private static final class NoFile extends FileBasedConfig {
        /** Coarser than any file system's; else JGit would be busy for seconds to measure it. */
        private static final long TIMESTAMP_SECONDS = 2;

        private NoFile(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // there is nothing to load
        }

        @Override
        public void save() {
            // and nowhere to save it
        }

        @Override
        public boolean isOutdated() {
            return false;
        }

        @Override
        public long getTimeUnit(String section, String subsection, String name, long defaultValue, TimeUnit unit) {
            return "filesystem".equals(section)
                    ? unit.convert(TIMESTAMP_SECONDS, TimeUnit.SECONDS)
                    : super.getTimeUnit(section, subsection, name, defaultValue, unit);
        }
    }
}
