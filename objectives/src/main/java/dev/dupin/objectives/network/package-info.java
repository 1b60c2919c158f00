/** Layered models, with exact derivatives to second order by backpropagation. */
package dev.dupin.objectives.network;
