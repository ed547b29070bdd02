package org.gridauthz.loadtest.site;

/**
 * What a process holds.
 *
 * @param heapBytes after a full collection
 * @param threads as the system counts them
 * @param handles open files and sockets
 */
public record ProcessState(long heapBytes, int threads, int handles) {}
