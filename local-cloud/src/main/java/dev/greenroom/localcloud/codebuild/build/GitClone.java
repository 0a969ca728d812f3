package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.runtime.BuildMachine;
import dev.greenroom.localcloud.runtime.BuildShell;
import dev.greenroom.localcloud.runtime.ShellSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Clones repositories of CodeCommit, with the credentials of the build's role. */
final class GitClone {
    private static final int WHOLE_HISTORY = 0;

    private final AwsClients clients;
    private final BuildRole role;
    private final BuildMachine machine;
    private final BuildLog log;

    GitClone(AwsClients clients, BuildRole role, BuildMachine machine, BuildLog log) {
        this.clients = clients;
        this.role = role;
        this.machine = machine;
        this.log = log;
    }

    /** Returns the commit that is in the folder then. */
    String into(Path folder, ProjectSource source, Optional<String> version)
            throws IOException, InterruptedException, PhaseFailedException {
        String repository = source.location().substring(source.location().lastIndexOf('/') + 1);
        RepositoryMetadata found = clients.codeCommit()
                .getRepository(get -> get.repositoryName(repository))
                .repositoryMetadata();
        role.require("codecommit:GitPull", found.arn());
        String url = machine.reach(URI.create(found.cloneUrlHttp())).toString();
        Map<String, String> environment = new HashMap<>(machine.environment());
        environment.putAll(credentials(url));
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("URL", url);
        environment.put("VERSION", version.map(GitClone::ref).orElse(""));
        int depth = source.gitCloneDepth() == null ? WHOLE_HISTORY : source.gitCloneDepth();
        String how = depth > WHOLE_HISTORY && version.isEmpty() ? "--depth " + depth : "";
        try (BuildShell shell =
                machine.open(new ShellSpec(ShellSpec.Kind.SH, environment, folder, line -> log.add(line)))) {
            int status = shell.run("git clone --quiet %s -- \"$URL\" . && ".formatted(how)
                    + "if [ -n \"$VERSION\" ]; then git checkout --quiet \"$VERSION\" --; fi");
            if (status != 0) {
                throw PhaseFailedException.client(
                        "git clone of %s%s failed with exit status %d; see the log for the reason"
                                .formatted(
                                        repository,
                                        version.map(each -> " at " + each).orElse(""),
                                        status));
            }
            return shell.capture("git rev-parse HEAD").strip();
        }
    }

    /** What lets git reach CodeCommit, as variables that git reads its configuration from. */
    Map<String, String> credentials(String url) {
        Credentials credentials = role.assume();
        String login = credentials.accessKeyId() + ":" + credentials.secretAccessKey();
        String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "GIT_CONFIG_COUNT",
                "1",
                "GIT_CONFIG_KEY_0",
                "http.%s.extraHeader".formatted(url),
                "GIT_CONFIG_VALUE_0",
                "Authorization: Basic " + encoded);
    }

    /** Branches and tags may be written out. */
    private static String ref(String version) {
        return version.replaceFirst("^refs/heads/", "").replaceFirst("^refs/tags/", "");
    }
}
