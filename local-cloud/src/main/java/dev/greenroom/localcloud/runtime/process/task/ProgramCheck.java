package dev.greenroom.localcloud.runtime.process.task;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Whether a program of an image can run on this machine: the first bytes of a file say what it was made for. */
final class ProgramCheck {
    private static final int ELF_MAGIC = 0x7F454C46;
    private static final int HEADER_LENGTH = 64;
    private static final int SEGMENT_LENGTH = 56;
    private static final int INTERPRETER_SEGMENT = 3;
    private static final int LITTLE_ENDIAN = 1;
    private static final int CLASS_64_BIT = 2;
    private static final Map<Integer, String> MACHINES =
            Map.of(3, "x86", 21, "ppc64", 22, "s390x", 40, "arm", 62, "amd64", 183, "aarch64", 243, "riscv64");

    private final String operatingSystem;
    private final String architecture;

    ProgramCheck() {
        this(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    ProgramCheck(String operatingSystem, String architecture) {
        this.operatingSystem = operatingSystem;
        this.architecture = architecture;
    }

    /** Why it can't run here; empty when it can, or when only a try will tell. */
    Optional<String> obstacle(Path program) throws IOException {
        try (FileChannel channel = FileChannel.open(program)) {
            ByteBuffer header = read(channel, 0, HEADER_LENGTH);
            if (header.remaining() < HEADER_LENGTH || header.getInt(0) != ELF_MAGIC) {
                return Optional.empty();
            }
            if (!operatingSystem.equals("Linux")) {
                return Optional.of("it is a program for Linux and this machine runs " + operatingSystem);
            }
            if (header.get(4) != CLASS_64_BIT || header.get(5) != LITTLE_ENDIAN) {
                return Optional.of("it is a program for another kind of processor than " + architecture);
            }
            header.order(ByteOrder.LITTLE_ENDIAN);
            String machine = MACHINES.getOrDefault((int) header.getShort(18), "an unknown processor");
            if (!machine.equals(architecture)) {
                return Optional.of("it is a program for %s and this machine is %s".formatted(machine, architecture));
            }
            return interpreter(channel, header)
                    .filter(interpreter -> !Files.exists(Path.of(interpreter)))
                    .map(interpreter -> "it needs %s, which this machine does not have".formatted(interpreter));
        }
    }

    /** What loads a program and its libraries; musl's, of Alpine Linux, is another than the GNU C library's. */
    private static Optional<String> interpreter(FileChannel channel, ByteBuffer header) throws IOException {
        long segments = header.getLong(32);
        int count = header.getShort(56);
        for (int i = 0; i < count; i++) {
            ByteBuffer segment = read(channel, segments + (long) i * SEGMENT_LENGTH, SEGMENT_LENGTH);
            segment.order(ByteOrder.LITTLE_ENDIAN);
            if (segment.remaining() == SEGMENT_LENGTH && segment.getInt(0) == INTERPRETER_SEGMENT) {
                ByteBuffer name = read(channel, segment.getLong(8), (int) Math.min(segment.getLong(32), 4096));
                return Optional.of(US_ASCII.decode(name).toString().replace("\0", ""));
            }
        }
        return Optional.empty();
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        int count;
        do {
            count = channel.read(buffer, position + buffer.position());
        } while (count > 0 && buffer.hasRemaining());
        return buffer.flip();
    }
}
