package fr.recap.sandbox;

import java.nio.file.Path;

/**
 * Where a sandbox's servers listen. The addresses are allotted once a folder and kept, so they are
 * known even for a server that was left out or is down.
 *
 * @param postgresUrl JDBC address of the database {@code recap}
 * @param postgresUser role that owns the database; its password is the secret {@code
 *     postgres.password}
 * @param elasticsearchUrl address of the node, without authentication
 * @param storeEndpoint address of the S3 service; its keys are the secrets {@code store.access-key}
 *     and {@code store.secret-key}
 * @param storeRoot root of the bucket, which exists
 * @param confFile settings of all this, in the format of recap.conf
 * @param secretsDirectory folder with one file a secret, readable by its owner only
 */
public record Endpoints(
    String postgresUrl,
    String postgresUser,
    String elasticsearchUrl,
    String storeEndpoint,
    String storeRoot,
    Path confFile,
    Path secretsDirectory) {}
