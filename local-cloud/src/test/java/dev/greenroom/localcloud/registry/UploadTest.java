package dev.greenroom.localcloud.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadTest {
    private static final Path FULL_DEVICE = Path.of("/dev/full");

    @Test
    void is_over_when_there_is_no_room_for_it(@TempDir Path folder) throws Exception {
        assumeTrue(Files.exists(FULL_DEVICE), "this machine has no /dev/full");
        Path file = Files.createSymbolicLink(folder.resolve("upload"), FULL_DEVICE);
        var upload = new Upload("1", "shop/service", file);

        assertThatExceptionOfType(DistributionException.class)
                .isThrownBy(() -> upload.append(Optional.empty(), new ByteArrayInputStream(new byte[10])))
                .withMessageContaining("No space left on device")
                .withMessageContaining("make room and push again")
                .satisfies(e -> assertThat(e.status()).isEqualTo(507));
        assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThatExceptionOfType(DistributionException.class)
                .isThrownBy(() -> upload.append(Optional.empty(), new ByteArrayInputStream(new byte[10])))
                .satisfies(e -> assertThat(e.status()).isEqualTo(404));
    }
}
