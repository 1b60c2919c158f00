/** Matrix products by the system's OpenBLAS, where there is one. */
package dev.dupin.objectives.blas;
