/**
 * Hessian providers, exact and learned, and the analyses that read a landscape by its true Hessian.
 */
package dev.dupin.curvature;
