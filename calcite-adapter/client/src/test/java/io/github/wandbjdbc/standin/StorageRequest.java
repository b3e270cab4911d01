package io.github.wandbjdbc.standin;

import java.util.Map;

/**
 * A request for an exported file that the stand-in's storage received.
 *
 * @param path of the file
 * @param headers with lower-case names
 * @param status that was answered
 * @param bytes of the answer
 */
public record StorageRequest(String path, Map<String, String> headers, int status, int bytes) {}
