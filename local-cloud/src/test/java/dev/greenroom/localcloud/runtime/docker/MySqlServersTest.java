package dev.greenroom.localcloud.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Container;
import dev.greenroom.localcloud.runtime.DatabaseServers;
import dev.greenroom.localcloud.runtime.DatabaseServersContract;
import dev.greenroom.localcloud.runtime.process.Ports;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@NeedsDocker
class MySqlServersTest extends DatabaseServersContract {
    private DockerEngine engine;
    private ContainerNetwork network;

    @Override
    protected DatabaseServers open() throws Exception {
        engine = DockerEngine.connect(line -> {});
        network = ContainerNetwork.open(engine);
        return new MySqlServers(engine, network, "mysql:9.7");
    }

    @Override
    protected void crash() {
        containers()
                .forEach(container ->
                        engine.client().killContainerCmd(container.getId()).exec());
    }

    @Override
    protected void release() {
        network.close();
        assertThat(containers()).isEmpty();
    }

    @Test
    void is_what_its_image_says() {
        assertThat(server.version()).startsWith("9.");
    }

    @Test
    void has_an_address_that_containers_know_too() throws Exception {
        assertThat(server.address().getAddress()).isEqualTo(InetAddress.getByName("169.254.170.2"));
    }

    @Test
    void listens_on_that_address_only() throws Exception {
        assertThat(NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .map(address ->
                                new InetSocketAddress(address, server.address().getPort()))
                        .filter(Ports::answers))
                .containsExactly(server.address());
    }

    @Test
    void who_wants_a_port_that_is_taken_gets_another() throws Exception {
        DatabaseServers.DatabaseServer second =
                servers.start(new DatabaseServers.DatabaseSpec("test", "orders", "admin", PASSWORD, PORT));

        assertThat(second.address().getAddress()).isEqualTo(server.address().getAddress());
        assertThat(second.address().getPort()).isNotEqualTo(server.address().getPort());
        second.close();
    }

    private List<Container> containers() {
        return engine.client()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Owner.LABEL, engine.owner().label()))
                .withAncestorFilter(List.of("mysql:9.7"))
                .exec();
    }
}
