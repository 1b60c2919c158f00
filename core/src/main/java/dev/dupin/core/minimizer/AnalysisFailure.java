package dev.dupin.core.minimizer;

/**
 * Stands among the findings in place of those of an analysis that threw.
 *
 * @param error the exception, in one line
 */
public record AnalysisFailure(String error) {}
