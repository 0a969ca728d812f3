package dev.greenroom.localcloud.ecs.service;

/** Between how many tasks a service moves while it is deployed, as percentages of the desired count. */
record DeploymentBounds(int minimumHealthyPercent, int maximumPercent) {
    private static final int HUNDRED = 100;

    /** Healthy tasks that are left alone: rounded up. */
    int fewest(int desired) {
        return (desired * minimumHealthyPercent + HUNDRED - 1) / HUNDRED;
    }

    /** Tasks that run or are about to: rounded down. */
    int most(int desired) {
        return desired * maximumPercent / HUNDRED;
    }
}
