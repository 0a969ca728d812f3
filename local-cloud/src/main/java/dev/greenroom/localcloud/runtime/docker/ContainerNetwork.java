package dev.greenroom.localcloud.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network.Ipam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network of containers that have to reach this machine. In it this machine has the address at which tasks on
 * Fargate find their credentials: one of the few from which an AWS SDK takes them without encryption. All clouds of an
 * engine share it, since an engine gives an address range to one network only. Safe for use by many threads.
 */
public final class ContainerNetwork implements AutoCloseable {
    static final String NAME = "greenroom";

    private static final Logger LOG = LoggerFactory.getLogger(ContainerNetwork.class);
    private static final String SUBNET = "169.254.170.0/24";
    private static final String MACHINE = "169.254.170.2";
    private static final int ATTEMPTS = 3;

    /** What Docker Desktop calls the machine that it runs on, whose loopback interface it leads to. */
    private static final String OUTSIDE = "host.docker.internal";

    private static final Pattern LOOPBACK =
            Pattern.compile("(?<![\\w.-])(localhost|127\\.0\\.0\\.1):(\\d{1,5})(?!\\d)");

    private final DockerEngine engine;
    private final boolean isOnMachine;
    private final ConcurrentMap<Integer, Relay> relays = new ConcurrentHashMap<>();
    private final Set<Integer> published = new ConcurrentSkipListSet<>();

    private ContainerNetwork(DockerEngine engine, boolean isOnMachine) {
        this.engine = engine;
        this.isOnMachine = isOnMachine;
    }

    /** Makes the network where it isn't yet. */
    public static ContainerNetwork open(DockerEngine engine) throws IOException {
        boolean isOnMachine;
        do {
            ensure(engine.client());
            isOnMachine = NetworkInterface.getByInetAddress(InetAddress.getByName(MACHINE)) != null;
        } while (!isOnMachine && !exists(engine.client())); // another cloud has just removed it
        return new ContainerNetwork(engine, isOnMachine);
    }

    /** Somebody else's cloud may have removed it when it was unused. */
    void ensure() throws IOException {
        ensure(engine.client());
    }

    /** Where to publish a port that this machine and containers reach by the same address, where the engine has one. */
    InetAddress sharedAddress() {
        try {
            return InetAddress.getByName(isOnMachine ? MACHINE : "127.0.0.1");
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is no name that would be looked up
        }
    }

    /** A port on 127.0.0.1 that containers must reach too. */
    public void admit(int port) throws IOException {
        if (!isOnMachine) {
            published.add(port);
            return;
        }
        try {
            relays.computeIfAbsent(port, this::relay);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The same text with what containers call admitted ports of this machine. */
    String inside(String text) {
        String machine = isOnMachine ? MACHINE : OUTSIDE;
        Set<Integer> ports = new TreeSet<>(published);
        ports.addAll(relays.keySet());
        return LOOPBACK.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        ports.contains(Integer.parseInt(found.group(2)))
                                ? machine + ":" + found.group(2)
                                : found.group()));
    }

    URI inside(URI address) {
        return URI.create(inside(address.toString()));
    }

    /** Takes the network away unless another cloud of this engine runs. */
    @Override
    public void close() {
        relays.values().forEach(Relay::close);
        relays.clear();
        removeIfUnused(engine.client(), Set.of(engine.owner().label()));
    }

    /** @param besides owners whose containers do not count */
    static void removeIfUnused(DockerClient client, Set<String> besides) {
        try {
            boolean isUsed =
                    client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(Owner.LABEL)).exec().stream()
                            .anyMatch(container ->
                                    !besides.contains(container.getLabels().get(Owner.LABEL)));
            if (!isUsed) {
                client.removeNetworkCmd(NAME).exec();
            }
        } catch (NotFoundException e) {
            LOG.debug("The network was gone already", e);
        } catch (RuntimeException e) {
            LOG.debug("Left the network {}: {}", NAME, EngineFailure.reason(e));
        }
    }

    private Relay relay(int port) {
        for (int attempt = 1; ; attempt++) {
            try {
                ensure();
                return Relay.start(new InetSocketAddress(MACHINE, port), new InetSocketAddress("127.0.0.1", port));
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException(new IOException(
                            "Tried to lead containers to port %d but %s".formatted(port, e.getMessage()), e));
                }
            }
        }
    }

    private static void ensure(DockerClient client) throws IOException {
        if (exists(client)) {
            return;
        }
        try {
            client.createNetworkCmd()
                    .withName(NAME)
                    .withCheckDuplicate(true)
                    .withLabels(Map.of("dev.greenroom.network", "shared"))
                    .withIpam(new Ipam()
                            .withConfig(new Ipam.Config().withSubnet(SUBNET).withGateway(MACHINE)))
                    .exec();
        } catch (DockerException e) {
            if (!exists(client)) { // else another cloud was faster
                throw EngineFailure.of("make the network %s with %s".formatted(NAME, SUBNET), e);
            }
        } catch (RuntimeException e) {
            throw EngineFailure.of("make the network " + NAME, e);
        }
    }

    private static boolean exists(DockerClient client) throws IOException {
        try {
            client.inspectNetworkCmd().withNetworkId(NAME).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        } catch (RuntimeException e) {
            throw EngineFailure.of("look for the network " + NAME, e);
        }
    }
}
