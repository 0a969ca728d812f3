package dev.greenroom.localcloud.runtime.process.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagePathsTest {
    @TempDir
    Path root;

    private ImagePaths paths;

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectories(root.resolve("app/libs"));
        Files.createDirectories(root.resolve("app/config"));
        Files.createFile(root.resolve("app/agent.jar"));
        Files.createFile(root.resolve("app/libs/a.jar"));
        paths = new ImagePaths(root);
    }

    @Test
    void a_word_that_is_a_path_leads_into_the_image() {
        assertThat(paths.inWord("/app/agent.jar")).isEqualTo(root + "/app/agent.jar");
        assertThat(paths.inWord("/app/config/")).isEqualTo(root + "/app/config/");
        assertThat(paths.inWord("/app")).isEqualTo(root + "/app");
    }

    @Test
    void so_does_each_path_of_a_list() {
        assertThat(paths.inWord("/app/config:/app/libs/*:/elsewhere"))
                .isEqualTo("%s/app/config:%s/app/libs/*:/elsewhere", root, root);
        assertThat(paths.inList("classes:/app/libs/*")).isEqualTo("classes:%s/app/libs/*", root);
    }

    @Test
    void within_a_word_files_do() {
        assertThat(paths.inWord("-javaagent:/app/agent.jar=/app/libs/a.jar,x"))
                .isEqualTo("-javaagent:%s/app/agent.jar=%s/app/libs/a.jar,x", root, root);
    }

    @Test
    void within_a_word_folders_do_not_for_they_may_be_paths_of_urls() {
        assertThat(paths.inWord("-Dserver.servlet.context-path=/app")).isEqualTo("-Dserver.servlet.context-path=/app");
        assertThat(paths.inVariable("/app")).isEqualTo("/app");
    }

    @Test
    void file_urls_do_whatever_they_name() {
        assertThat(paths.inWord("--spring.config.location=file:/app/config/"))
                .isEqualTo("--spring.config.location=file:%s/app/config/", root);
    }

    @Test
    void what_the_image_does_not_have_stays() {
        assertThat(paths.inWord("/etc/hosts")).isEqualTo("/etc/hosts");
        assertThat(paths.inWord("-Djava.security.egd=file:/dev/./urandom"))
                .isEqualTo("-Djava.security.egd=file:/dev/./urandom");
        assertThat(paths.inWord("jdbc:mysql://host:3306/app")).isEqualTo("jdbc:mysql://host:3306/app");
        assertThat(paths.inWord("/")).isEqualTo("/");
        assertThat(paths.inWord("/../../etc/hosts")).isEqualTo("/../../etc/hosts");
    }
}
