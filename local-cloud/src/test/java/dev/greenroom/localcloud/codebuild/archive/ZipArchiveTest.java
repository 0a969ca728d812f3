package dev.greenroom.localcloud.codebuild.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipArchiveTest {
    @TempDir
    Path folder;

    private Path source;
    private Path archive;
    private Path target;

    @BeforeEach
    void prepare() throws IOException {
        source = Files.createDirectory(folder.resolve("source"));
        archive = folder.resolve("archive.zip");
        target = folder.resolve("target");
    }

    @Test
    void keeps_modes_and_links_of_files() throws Exception {
        Path script = Files.writeString(source.resolve("mvnw"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path secret = Files.writeString(source.resolve("secret"), "s");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Files.createSymbolicLink(source.resolve("link"), Path.of("mvnw"));

        ZipArchive.write(archive, new FileSelection(List.of("**/*"), List.of(), Optional.empty(), false).in(source));
        ZipArchive.unpack(archive, target);

        assertThat(Files.getPosixFilePermissions(target.resolve("mvnw")))
                .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(Files.getPosixFilePermissions(target.resolve("secret")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readSymbolicLink(target.resolve("link"))).isEqualTo(Path.of("mvnw"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "/evil"})
    void never_leads_out_of_the_folder(String name) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry(name));
        }

        assertThatIOException()
                .isThrownBy(() -> ZipArchive.unpack(archive, target))
                .withMessageContaining("leads outside");
    }

    @Test
    void has_no_link_that_leads_out_of_the_folder() throws Exception {
        Files.createSymbolicLink(source.resolve("link"), Path.of("../../etc"));
        ZipArchive.write(archive, new FileSelection(List.of("*"), List.of(), Optional.empty(), false).in(source));

        assertThatIOException()
                .isThrownBy(() -> ZipArchive.unpack(archive, target))
                .withMessageContaining("its link link leads outside: ../../etc");
    }

    @Test
    void is_told_when_it_is_none() throws IOException {
        Files.writeString(archive, "no zip");

        assertThatIOException().isThrownBy(() -> ZipArchive.unpack(archive, target));
    }
}
