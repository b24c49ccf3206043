/** The OpenSearch node of the sandbox, in a JVM of its own. */
package fr.recap.sandbox.opensearch;
