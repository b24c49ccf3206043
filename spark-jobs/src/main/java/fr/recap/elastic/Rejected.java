package fr.recap.elastic;

import java.io.Serializable;

/**
 * What has no document in the index.
 *
 * @param key its identifier, or what it has of it
 * @param reason what is wrong with it, in the server's words if it was the server that refused it
 */
public record Rejected(String key, String reason) implements Serializable {}
