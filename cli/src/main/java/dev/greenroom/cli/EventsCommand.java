package dev.greenroom.cli;

import dev.greenroom.infra.aws.AwsClients;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.ecs.model.Service;

@Command(name = "events", description = "Shows what happened to stacks and services, newest last.")
final class EventsCommand extends ShowcaseCommand {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "COUNT",
            defaultValue = "50",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int count = 50;

    private record Event(Instant at, String source, String what) {}

    @Override
    public Integer call() {
        List<Event> events;
        try (AwsClients aws = aws()) {
            events = events(aws);
        }
        List<Event> newest = events.subList(Math.max(0, events.size() - count), events.size());
        if (options().wantsJson()) {
            Report.json(
                    out(),
                    Map.of("events", newest.stream().map(EventsCommand::asJson).toList()));
        } else {
            newest.forEach(event -> out().println("%s  %s  %s"
                    .formatted(TIME.format(event.at().atZone(ZoneId.systemDefault())), event.source(), event.what())));
        }
        return ExitCode.DONE.code();
    }

    private List<Event> events(AwsClients aws) {
        var events = new ArrayList<Event>();
        for (String stack : quietShowcase(aws).stacks().keySet()) {
            aws.cloudFormation()
                    .describeStackEventsPaginator(request -> request.stackName(stack))
                    .stackEvents()
                    .forEach(event -> events.add(new Event(
                            event.timestamp(),
                            stack,
                            "%s %s %s"
                                    .formatted(
                                            event.logicalResourceId(),
                                            event.resourceStatusAsString(),
                                            Objects.requireNonNullElse(event.resourceStatusReason(), ""))
                                    .stripTrailing())));
        }
        for (Service service : services(aws)) {
            service.events().forEach(event -> events.add(new Event(event.createdAt(), "ecs", event.message())));
        }
        events.sort(Comparator.comparing(Event::at));
        return events;
    }

    private static List<Service> services(AwsClients aws) {
        var services = new ArrayList<Service>();
        for (String cluster : aws.ecs().listClusters().clusterArns()) {
            List<String> arns =
                    aws.ecs().listServices(list -> list.cluster(cluster)).serviceArns();
            if (!arns.isEmpty()) {
                services.addAll(aws.ecs()
                        .describeServices(describe -> describe.cluster(cluster).services(arns))
                        .services());
            }
        }
        return services;
    }

    private static Map<String, Object> asJson(Event event) {
        var result = new LinkedHashMap<String, Object>();
        result.put("at", event.at().toString());
        result.put("source", event.source());
        result.put("what", event.what());
        return result;
    }
}
