package dev.greenroom.localcloud.runtime.process.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramCheckTest {
    private static final short AMD64 = 62;
    private static final short AARCH64 = 183;

    @TempDir
    Path folder;

    private final ProgramCheck linux = new ProgramCheck("Linux", "amd64");

    @Test
    void what_was_made_for_this_machine_can_run() throws IOException {
        assertThat(linux.obstacle(program(AMD64, ""))).isEmpty();
        assertThat(linux.obstacle(program(AMD64, "/bin/sh"))).isEmpty();
        assertThat(new ProgramCheck("Linux", "aarch64").obstacle(program(AARCH64, "")))
                .isEmpty();
    }

    @Test
    void another_processor_is_an_obstacle() throws IOException {
        assertThat(linux.obstacle(program(AARCH64, "")))
                .contains("it is a program for aarch64 and this machine is amd64");
    }

    @Test
    void another_operating_system_is_an_obstacle() throws IOException {
        assertThat(new ProgramCheck("Mac OS X", "aarch64").obstacle(program(AARCH64, "")))
                .contains("it is a program for Linux and this machine runs Mac OS X");
    }

    @Test
    void so_is_another_c_library() throws IOException {
        assertThat(linux.obstacle(program(AMD64, "/lib/ld-musl-nowhere.so.1")))
                .contains("it needs /lib/ld-musl-nowhere.so.1, which this machine does not have");
    }

    @Test
    void of_scripts_only_a_try_will_tell() throws IOException {
        assertThat(linux.obstacle(Files.writeString(folder.resolve("script"), "#!/bin/sh\n")))
                .isEmpty();
    }

    /** The header of an ELF file, and where it has an interpreter, one segment that names it. */
    private Path program(short machine, String interpreter) throws IOException {
        ByteBuffer elf = ByteBuffer.allocate(64 + 56 + interpreter.length()).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1});
        elf.putShort(18, machine);
        elf.putLong(32, 64);
        elf.putShort(56, (short) (interpreter.isEmpty() ? 0 : 1));
        elf.putInt(64, 3);
        elf.putLong(64 + 8, 64 + 56);
        elf.putLong(64 + 32, interpreter.length());
        elf.position(64 + 56).put(interpreter.getBytes(StandardCharsets.US_ASCII));
        return Files.write(folder.resolve("program-" + machine + interpreter.length()), elf.array());
    }
}
