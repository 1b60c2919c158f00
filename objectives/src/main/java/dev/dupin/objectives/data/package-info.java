/**
 * Readers of data: comma-separated tables, the sparse rows of LIBSVM, images in the IDX format,
 * columns in the spec itself; and what all of them do with their rows: hold some out, standardise.
 */
package dev.dupin.objectives.data;
