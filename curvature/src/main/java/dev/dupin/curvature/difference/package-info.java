/** Hessians by differences of gradients. */
package dev.dupin.curvature.difference;
