package dev.dupin.core.minimizer;

/** Where a run stands, published after every trial for whoever waits for it. */
record Progress(
    long iterations,
    long trials,
    Counts counts,
    double[] point,
    double value,
    double gradientNorm) {}
