package dev.dupin.runtime.spec;

/**
 * One trial of a sweep, or the only run of a spec without one.
 *
 * @param name such as {@code 002-hessian-bfgs}; empty where there is no sweep
 * @param tree the spec with everything set, and without the sweep
 */
public record Trial(String name, LocatedMap tree) {}
