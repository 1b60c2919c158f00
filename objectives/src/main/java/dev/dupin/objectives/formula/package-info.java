/** Formulas that a user types: read once, with errors that point at a column. */
package dev.dupin.objectives.formula;
