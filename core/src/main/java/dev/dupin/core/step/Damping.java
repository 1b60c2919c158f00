package dev.dupin.core.step;

/**
 * The damping of a Levenberg-Marquardt step: (B + value I) s = -g, or a scaled form of it.
 *
 * @param value not negative
 */
public record Damping(double value) implements Control {}
