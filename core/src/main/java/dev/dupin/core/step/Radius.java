package dev.dupin.core.step;

/**
 * The radius of a trust region: |s| is at most this.
 *
 * @param value positive
 */
public record Radius(double value) implements Control {}
