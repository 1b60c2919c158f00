/** Shampoo: Kronecker products of roots of what gradients sum up to along every mode. */
package dev.dupin.curvature.shampoo;
