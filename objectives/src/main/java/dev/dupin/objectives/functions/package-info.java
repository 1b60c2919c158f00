/**
 * Test functions in closed form whose critical points are known: where a method should end, and
 * what a verdict should say there. Those of Moré, Garbow and Hillstrom have a package of their own.
 */
package dev.dupin.objectives.functions;
