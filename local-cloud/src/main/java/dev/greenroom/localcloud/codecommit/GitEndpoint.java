package dev.greenroom.localcloud.codecommit;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.http.server.resolver.AsIsFileService;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;

/**
 * Git's smart HTTP protocol at {@code /git/REGION/REPOSITORY}. Git has to name an access key as its user; as everywhere
 * in the cloud, any key is taken.
 */
public final class GitEndpoint extends GitServlet {
    private static final long serialVersionUID = 1L;
    private static final String REPOSITORY = GitEndpoint.class.getName() + ".repository";
    private static final String USER = GitEndpoint.class.getName() + ".user";

    private final transient Function<String, Optional<CodeCommit>> regions;

    /** @param regions CodeCommit of a region, if anybody asked for that region so far */
    public GitEndpoint(Function<String, Optional<CodeCommit>> regions) {
        this.regions = requireNonNull(regions, "regions is null");
        setAsIsFileService(AsIsFileService.DISABLED);
        setRepositoryResolver(this::open);
        setUploadPackFactory((request, git) -> new UploadPack(git));
        setReceivePackFactory((request, git) -> receiver(request));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<String> user = user(request.getHeader("Authorization"));
        if (user.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"AWS CodeCommit\"");
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        request.setAttribute(USER, user.get());
        super.service(request, response);
    }

    private Repository open(HttpServletRequest request, String path) throws RepositoryNotFoundException {
        FoundRepository found = find(path).orElseThrow(() -> new RepositoryNotFoundException(path));
        request.setAttribute(REPOSITORY, found);
        Repository git = found.repository().git();
        git.incrementOpen(); // JGit closes it with the request
        return git;
    }

    private Optional<FoundRepository> find(String path) {
        int end = path.indexOf('/');
        return end < 0
                ? Optional.empty()
                : regions.apply(path.substring(0, end)).flatMap(region -> region.find(path.substring(end + 1))
                        .map(repository -> new FoundRepository(repository, region.references())));
    }

    private static ReceivePack receiver(HttpServletRequest request) {
        var found = (FoundRepository) request.getAttribute(REPOSITORY);
        return new PushReceiver(found.repository(), found.references(), String.valueOf(request.getAttribute(USER)));
    }

    private static Optional<String> user(String header) {
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            String login =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            return Optional.of(login.replaceFirst(":.*", "")).filter(user -> !user.isBlank());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private record FoundRepository(CodeRepository repository, References references) {}
}
