package dev.greenroom.localcloud.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.fakes.FakeClients;
import dev.greenroom.localcloud.runtime.DatabaseServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DbSubnetGroupDoesNotCoverEnoughAZsException;
import software.amazon.awssdk.services.rds.model.InvalidDbSubnetGroupStateException;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.rds.model.Tag;

class RdsTest {
    private final FakeServers servers = new FakeServers();
    private final Rds rds = new Rds(new AwsScope("000000000000", "eu-west-1"), clients(), servers, Clock.systemUTC());

    @AfterEach
    void close() {
        servers.mayStart.countDown();
        rds.close();
    }

    @Nested
    class An_instance {
        @Test
        void is_creating_until_its_server_answers_and_then_has_an_endpoint() {
            DBInstance created = create(request -> {}).dbInstance();
            assertThat(created.dbInstanceStatus()).isEqualTo("creating");
            assertThat(created.endpoint()).isNull();

            servers.mayStart.countDown();

            DBInstance available = awaitStatus("available");
            assertThat(available.endpoint().address()).isEqualTo("127.0.0.1");
            assertThat(available.endpoint().port()).isEqualTo(3306);
            assertThat(servers.started).singleElement().satisfies(spec -> {
                assertThat(spec.databaseName()).isEqualTo("shop");
                assertThat(spec.masterUsername()).isEqualTo("admin");
            });
        }

        @Test
        void fails_with_the_reason_when_its_server_does_not_come_up() {
            servers.failure = "InnoDB: no space left on device";
            create(request -> {});
            servers.mayStart.countDown();

            awaitStatus("failed");
            assertThat(rds.describeEvents(of -> of.sourceIdentifier("db")).events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.message()).contains("no space left on device"));
        }

        @Test
        void shows_that_its_server_died() {
            available();
            servers.isRunning = false;

            assertThat(describe().dbInstanceStatus()).isEqualTo("failed");
        }

        @Test
        void has_its_name_alone() {
            available();

            assertThatExceptionOfType(DbInstanceAlreadyExistsException.class).isThrownBy(() -> create(request -> {}));
        }

        @Test
        void gets_a_new_master_password_at_once() {
            available();
            rds.modifyDBInstance(modify -> modify.dbInstanceIdentifier("db").masterUserPassword("another-password"));

            assertThat(servers.passwords).containsExactly("another-password");
        }

        @Test
        void is_deleted_with_its_server() {
            available();
            rds.deleteDBInstance(delete -> delete.dbInstanceIdentifier("db").skipFinalSnapshot(true));

            assertThat(servers.closed).isEqualTo(1);
            assertThatExceptionOfType(DbInstanceNotFoundException.class)
                    .isThrownBy(RdsTest.this::describe)
                    .withMessageContaining("DBInstance db not found.");
        }

        @Test
        void that_is_protected_is_not_deleted() {
            servers.mayStart.countDown();
            create(request -> request.deletionProtection(true));
            awaitStatus("available");

            assertThatExceptionOfType(RdsException.class)
                    .isThrownBy(() -> rds.deleteDBInstance(
                            delete -> delete.dbInstanceIdentifier("db").skipFinalSnapshot(true)))
                    .withMessageContaining("disable deletion protection");
        }

        @Test
        void asks_for_a_decision_about_the_final_snapshot() {
            available();

            assertThatExceptionOfType(RdsException.class)
                    .isThrownBy(() -> rds.deleteDBInstance(delete -> delete.dbInstanceIdentifier("db")))
                    .withMessageContaining(
                            "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.");
        }

        @Test
        void carries_tags() {
            available();
            String arn = describe().dbInstanceArn();
            rds.addTagsToResource(add -> add.resourceName(arn)
                    .tags(Tag.builder().key("Project").value("shop").build()));

            assertThat(rds.listTagsForResource(list -> list.resourceName(arn)).tagList())
                    .singleElement()
                    .satisfies(tag -> assertThat(tag.value()).isEqualTo("shop"));
        }
    }

    @Nested
    class A_request_is_refused {
        @ParameterizedTest
        @CsvSource({"short, shorter than 8 characters", "with space inside, Only printable ASCII", "wh@tever-else, Only"
        })
        void for_a_master_password_that_rds_does_not_take(String password, String reason) {
            assertThatExceptionOfType(RdsException.class)
                    .isThrownBy(() -> create(request -> request.masterUserPassword(password)))
                    .withMessageContaining(reason);
        }

        @Test
        void for_an_engine_that_is_not_emulated() {
            assertThatExceptionOfType(RdsException.class)
                    .isThrownBy(() -> create(request -> request.engine("postgres")))
                    .withMessageContaining("Invalid DB engine: postgres");
        }
    }

    @Nested
    class A_subnet_group {
        @Test
        void needs_two_availability_zones() {
            assertThatExceptionOfType(DbSubnetGroupDoesNotCoverEnoughAZsException.class)
                    .isThrownBy(() -> rds.createDBSubnetGroup(create -> create.dbSubnetGroupName("group")
                            .dbSubnetGroupDescription("d")
                            .subnetIds("subnet-a")));
        }

        @Test
        void that_is_in_use_is_not_deleted() {
            rds.createDBSubnetGroup(create -> create.dbSubnetGroupName("Group")
                    .dbSubnetGroupDescription("d")
                    .subnetIds("subnet-a", "subnet-b"));
            create(request -> request.dbSubnetGroupName("group"));

            assertThatExceptionOfType(InvalidDbSubnetGroupStateException.class)
                    .isThrownBy(() -> rds.deleteDBSubnetGroup(delete -> delete.dbSubnetGroupName("group")));
        }
    }

    private void available() {
        servers.mayStart.countDown();
        create(request -> {});
        awaitStatus("available");
    }

    private software.amazon.awssdk.services.rds.model.CreateDbInstanceResponse create(
            Consumer<CreateDbInstanceRequest.Builder> change) {
        return rds.createDBInstance(request -> {
            request.dbInstanceIdentifier("DB")
                    .engine("MySQL")
                    .dbInstanceClass("db.t4g.micro")
                    .dbName("shop")
                    .masterUsername("admin")
                    .masterUserPassword("correct-horse");
            change.accept(request);
        });
    }

    private DBInstance awaitStatus(String status) {
        await().until(() -> describe().dbInstanceStatus().equals(status));
        return describe();
    }

    private DBInstance describe() {
        return rds.describeDBInstances(of -> of.dbInstanceIdentifier("db"))
                .dbInstances()
                .get(0);
    }

    /** Only EC2 is there, and only its subnets. */
    private static AwsClients clients() {
        Ec2Client ec2 = new Ec2Client() {
            @Override
            public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
                return DescribeSubnetsResponse.builder()
                        .subnets(request.subnetIds().stream()
                                .map(id -> Subnet.builder()
                                        .subnetId(id)
                                        .vpcId("vpc-1")
                                        .availabilityZone("eu-west-1" + id.charAt(id.length() - 1))
                                        .build())
                                .toList())
                        .build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
        return FakeClients.of(ec2);
    }

    private static final class FakeServers implements DatabaseServers {
        private final CountDownLatch mayStart = new CountDownLatch(1);
        private final List<DatabaseSpec> started = new CopyOnWriteArrayList<>();
        private final List<String> passwords = new ArrayList<>();
        private volatile String failure = "";
        private volatile boolean isRunning = true;
        private volatile int closed;

        @Override
        public DatabaseServer start(DatabaseSpec spec) throws IOException, InterruptedException {
            mayStart.await();
            if (!failure.isEmpty()) {
                throw new IOException(failure);
            }
            started.add(spec);
            return new DatabaseServer() {
                @Override
                public InetSocketAddress address() {
                    return new InetSocketAddress(InetAddress.getLoopbackAddress(), spec.port());
                }

                @Override
                public String version() {
                    return "fake";
                }

                @Override
                public boolean isRunning() {
                    return isRunning;
                }

                @Override
                public void changeMasterPassword(String password) {
                    passwords.add(password);
                }

                @Override
                public void close() {
                    closed++;
                }
            };
        }

        @Override
        public void close() {
            // nothing was started for real
        }
    }
}
