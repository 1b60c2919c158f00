/**
 * Test functions in closed form whose critical points are known: where a method should end, and
 * what a verdict should say there.
 */
package dev.dupin.objectives.functions;
