/** The S3-compatible store of the sandbox, in a JVM of its own. */
package fr.recap.sandbox.s3;
