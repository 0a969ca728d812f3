package dev.greenroom.localcloud.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserCacheTest {
    private static final Path HOME = Path.of("/home/ada");

    @Test
    void lies_where_the_operating_system_wants_it() {
        assertThat(UserCache.folder(Map.of(), "Linux", HOME)).hasToString("/home/ada/.cache/greenroom");
        assertThat(UserCache.folder(Map.of(), "Mac OS X", HOME)).hasToString("/home/ada/Library/Caches/greenroom");
    }

    @Test
    void or_where_the_user_wants_it() {
        assertThat(UserCache.folder(Map.of("XDG_CACHE_HOME", "/big/cache"), "Linux", HOME))
                .hasToString("/big/cache/greenroom");
        assertThat(UserCache.folder(Map.of("XDG_CACHE_HOME", "relative"), "Linux", HOME))
                .hasToString("/home/ada/.cache/greenroom");
    }
}
