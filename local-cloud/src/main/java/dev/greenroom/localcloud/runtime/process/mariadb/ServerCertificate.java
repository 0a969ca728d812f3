package dev.greenroom.localcloud.runtime.process.mariadb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.HostEnvironment;
import dev.greenroom.localcloud.runtime.process.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * A self-signed certificate, so that clients that insist on TLS can connect. The server would make one at each start,
 * which takes it up to half a minute.
 */
final class ServerCertificate {
    static final String CERTIFICATE = "server-cert.pem";
    static final String KEY = "server-key.pem";
    private static final String ALIAS = "server";
    private static final String PASSWORD = "only-for-the-way-from-keytool";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ServerCertificate() {}

    static void create(ChildProcesses children, Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("server.p12");
        Outcome outcome = children.run(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "3650",
                        "-dname",
                        "CN=localhost, O=Greenroom",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD),
                HostEnvironment.minimal(),
                folder,
                PATIENCE);
        if (!outcome.succeeded()) {
            throw new IOException("Tried to make a certificate with keytool but failed:\n" + outcome.text());
        }
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            write(
                    folder.resolve(KEY),
                    "PRIVATE KEY",
                    keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
            write(
                    folder.resolve(CERTIFICATE),
                    "CERTIFICATE",
                    keys.getCertificate(ALIAS).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException("Tried to read the certificate that keytool made but failed", e);
        }
        Files.delete(store);
    }

    private static void write(Path file, String type, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                PrivateFiles.create(file),
                "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, base64, type),
                US_ASCII);
    }
}
