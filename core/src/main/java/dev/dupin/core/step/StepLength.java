package dev.dupin.core.step;

/**
 * The length of a step along a direction, as a multiple of it.
 *
 * @param value positive
 */
public record StepLength(double value) implements Control {}
