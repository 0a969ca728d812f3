package dev.greenroom.localcloud.codecommit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.lib.internal.WorkQueue;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnGitTest {
    @BeforeAll
    static void use() {
        OwnGit.use();
    }

    @Test
    void has_no_settings_of_the_user_or_the_system() throws Exception {
        SystemReader system = SystemReader.getInstance();
        for (StoredConfig config :
                new StoredConfig[] {system.getUserConfig(), system.getSystemConfig(), system.getJGitConfig()}) {
            assertThat(((FileBasedConfig) config).getFile()).isNull();
            assertThat(config.getSections()).isEmpty();
        }
    }

    @Test
    void leaves_no_settings_behind() throws Exception {
        StoredConfig config = SystemReader.getInstance().getJGitConfig();
        config.setString("greenroom", null, "test", "set");
        config.save();
        config.unsetSection("greenroom", null);

        assertThat(((FileBasedConfig) config).getFile()).isNull();
    }

    @Test
    void does_not_measure_the_file_system(@TempDir Path folder) {
        assertThat(FS.getFileStoreAttributes(folder).getFsTimestampResolution()).hasSeconds(2);
    }

    @Test
    void has_a_thread_for_progress_only_while_there_is_some() {
        assertThat(WorkQueue.getExecutor().allowsCoreThreadTimeOut()).isTrue();
        Thread thread = WorkQueue.getExecutor().getThreadFactory().newThread(() -> {});
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).isEqualTo("git-progress");
    }
}
