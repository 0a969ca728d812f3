package dev.greenroom.infra;

/**
 * How the load balancer sees one task.
 *
 * @param address the task's own, with its port
 * @param state as Elastic Load Balancing spells it, for example {@code healthy}
 * @param reason empty for a healthy one
 */
public record TargetStatus(String address, String state, String reason) {
    boolean isHealthy() {
        return state.equals("healthy");
    }

    @Override
    public String toString() {
        return reason.isEmpty() ? address + " " + state : "%s %s (%s)".formatted(address, state, reason);
    }
}
