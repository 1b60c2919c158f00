/** Low-rank sketches of symmetric matrices, from a few products. */
package dev.dupin.curvature.sketch;
