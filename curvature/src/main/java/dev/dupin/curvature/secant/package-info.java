/** Secant methods: curvature learned from the change of the gradient along the steps taken. */
package dev.dupin.curvature.secant;
