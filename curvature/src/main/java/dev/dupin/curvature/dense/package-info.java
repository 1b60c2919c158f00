/** Dense matrix kernels of this module: the only package that knows a linear algebra library. */
package dev.dupin.curvature.dense;
