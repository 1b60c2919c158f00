package dev.dupin.core.step;

/**
 * The weight sigma of the cubic model f + g's + s'Bs/2 + sigma |s|^3 / 3.
 *
 * @param value positive
 */
public record CubicWeight(double value) implements Control {}
