package io.github.wandbjdbc.client.files;

/**
 * A part of a log whose history records have rising steps. A short log is one stretch, unless its
 * run was rewound, or several writers wrote it; a long one is cut into several, which makes them an
 * index of its steps.
 *
 * @param position where in the file its first history record begins
 * @param first its smallest step
 * @param last its largest step
 * @param rows the number of its history records
 */
record Stretch(long position, long first, long last, long rows) {}
