/** Readers of data: comma-separated tables and the sparse rows of LIBSVM. */
package dev.dupin.objectives.data;
